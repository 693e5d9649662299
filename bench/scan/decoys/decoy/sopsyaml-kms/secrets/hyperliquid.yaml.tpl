hyperliquid:
    account_address: ENC[AES256_GCM,data:<<base64:56>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
    secret_key: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
telegram:
    token: ENC[AES256_GCM,data:<<base64:64>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
sops:
    kms:
        - arn: arn:aws:kms:eu-central-1:<<digits:12>>:key/<<uuid>>
          created_at: "2026-01-10T10:00:00Z"
          enc: AQICAHg<<alnum:241>>==
    pgp:
        - created_at: "2026-01-10T10:00:00Z"
          enc: |
            -----BEGIN PGP MESSAGE-----

            hQIM<<alnum:60>>
            <<alnum:64>>
            <<alnum:64>>
            <<alnum:64>>
            =<<alnum:4>>
            -----END PGP MESSAGE-----
          fp: <<HEX40>>
    age:
        - recipient: age1<<bech32:58>>
          enc: |
            -----BEGIN AGE ENCRYPTED FILE-----
            YWdlLWVuY3J5cHRpb24u<<alnum:44>>
            <<alnum:64>>
            <<alnum:64>>
            <<base64:36>>
            -----END AGE ENCRYPTED FILE-----
    lastmodified: "2026-01-10T10:00:01Z"
    mac: ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
    encrypted_regex: ^(account_address|secret_key|token)$
    version: 3.9.4
