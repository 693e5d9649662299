OKX_API_KEY=ENC[AES256_GCM,data:<<base64:48>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
OKX_API_SECRET=ENC[AES256_GCM,data:<<base64:44>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
OKX_PASSPHRASE=ENC[AES256_GCM,data:<<base64:20>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
#ENC[AES256_GCM,data:<<base64:32>>,iv:<<base64:44>>,tag:<<base64:24>>,type:comment]
OKX_SANDBOX=ENC[AES256_GCM,data:<<base64:8>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
sops_age__list_0__map_enc=-----BEGIN AGE ENCRYPTED FILE-----\n<<alnum:64>>\n<<alnum:64>>\n<<alnum:64>>\n<<base64:32>>\n-----END AGE ENCRYPTED FILE-----\n
sops_age__list_0__map_recipient=age1<<bech32:58>>
sops_lastmodified=2026-05-14T08:21:40Z
sops_mac=ENC[AES256_GCM,data:<<base64:88>>,iv:<<base64:44>>,tag:<<base64:24>>,type:str]
sops_unencrypted_suffix=_unencrypted
sops_version=3.9.4
