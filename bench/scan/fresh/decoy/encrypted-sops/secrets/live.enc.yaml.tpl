binance_api_key: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
binance_api_secret: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
sops:
    kms: []
    age:
        - recipient: age1<<bech32:58>>
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSA<<alnum:21>>
            <<base64lines:260>>
            -----END AGE ENCRYPTED FILE-----
    lastmodified: "2024-05-01T08:00:00Z"
    mac: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
    version: 3.8.1
