##############################
###   binance config       ###
##############################

connector: binance

binance_api_key: <<{hex}>>{"crypto": {"cipher": "aes-128-ctr", "cipherparams": {"iv": "<<hex32>>"}, "ciphertext": "<<hex128>>", "kdf": "pbkdf2", "kdfparams": {"c": 1000000, "dklen": 32, "prf": "hmac-sha256", "salt": "<<hex32>>"}, "mac": "<<hex64>>"}, "version": 3}<<{/hex}>>

binance_api_secret: <<{hex}>>{"crypto": {"cipher": "aes-128-ctr", "cipherparams": {"iv": "<<hex32>>"}, "ciphertext": "<<hex128>>", "kdf": "pbkdf2", "kdfparams": {"c": 1000000, "dklen": 32, "prf": "hmac-sha256", "salt": "<<hex32>>"}, "mac": "<<hex64>>"}, "version": 3}<<{/hex}>>
