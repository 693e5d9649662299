$ cat ~/.password-store/.gpg-id
<<HEX40>>
$ pass ls
Password Store
`-- trading
    |-- binance
    |   |-- api-key
    |   `-- api-secret
    |-- bybit
    |   |-- api-key
    |   `-- api-secret
    `-- okx
        |-- api-key
        |-- api-secret
        `-- passphrase
