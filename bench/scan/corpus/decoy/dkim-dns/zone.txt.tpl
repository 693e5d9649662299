mail._domainkey IN TXT ( "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A<<base64:200>>" )
_acme-challenge IN TXT "<<b64url:43>>"
