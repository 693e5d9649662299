# Robô de grade

Edite o `config.py` com:

    CHAVE_API = "<<key>>"
    CHAVE_SECRETA = "<<secret>>"

Depois rode `python robo.py`.
