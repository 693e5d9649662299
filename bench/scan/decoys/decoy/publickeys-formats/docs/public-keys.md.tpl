# The bot's public key, as every tool wants it

SPKI PEM (Binance "self-generated" keys):

```
-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA<<alnum:43>>=
-----END PUBLIC KEY-----
```

RSA, for the exchanges that do not take Ed25519:

```
-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0B<<alnum:44>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
QIDAQAB
-----END PUBLIC KEY-----
```

OpenSSH: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<alnum:43>> bot@vps`

Raw hex: `<<hex64>>`; base64: `<<base64:44>>`; base58 (Solana): `<<base58:44>>`

Compressed secp256k1: `02<<hex64>>`; uncompressed: `04<<hex128>>`
