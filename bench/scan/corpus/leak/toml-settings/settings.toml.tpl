[default]
log = "info"
[exchanges.bybit]
key = "<<key@bybit>>"
secret = "<<secret@bybit>>"
[exchanges.okx]
key = "<<key@okx>>"
secret = "<<secret@okx>>"
passphrase = """<<passphrase@okx>>"""
