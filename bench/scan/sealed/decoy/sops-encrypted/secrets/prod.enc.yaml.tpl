binance:
    api_key: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
    api_secret: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
sops:
    age:
        - recipient: age1<<bech32:58>>
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            <<base64lines:320>>
            -----END AGE ENCRYPTED FILE-----
    lastmodified: "2026-01-20T10:11:12Z"
    mac: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
    version: 3.9.1
