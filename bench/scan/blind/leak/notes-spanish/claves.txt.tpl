CLAVES BITGET (no compartir)
clave api: <<key>>
clave secreta: <<secret>>
frase de paso: <<passphrase>>

cuenta copy trading, apalancamiento x5
