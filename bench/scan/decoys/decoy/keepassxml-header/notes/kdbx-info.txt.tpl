$ keepassxc-cli db-info trading.kdbx
UUID: {<<uuid>>}
Name: Trading keys (Binance, Kraken, Gate)
Cipher: AES 256-bit
KDF: Argon2d (22 rounds, 65536 KB)
Recycle bin is enabled.
$ sha256sum trading.kdbx trading.keyx
<<hex64>>  trading.kdbx
<<hex64>>  trading.keyx
