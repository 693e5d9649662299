# Claves (bot de arbitraje)

OKX, cuenta principal, solo lectura y trading:

- Clave API: `<<key>>`
- Clave secreta: `<<secret>>`
- Frase de contraseña: `<<passphrase>>`

IP permitida: 203.0.113.14
