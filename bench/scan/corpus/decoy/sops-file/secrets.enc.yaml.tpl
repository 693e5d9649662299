binance:
    api_key: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
    api_secret: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
sops:
    age:
        - recipient: age1<<bech32:58>>
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            <<base64lines:240>>
            -----END AGE ENCRYPTED FILE-----
    mac: ENC[AES256_GCM,data:<<base64:172>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
