# Signing a KuCoin request

```
str_to_sign = timestamp + method + path + body
signature   = base64(hmac_sha256(api_secret, str_to_sign))
passphrase  = base64(hmac_sha256(api_secret, api_passphrase))
```

The headers then look like this (your values differ):

```
KC-API-KEY: <your api key>
KC-API-SIGN: <<base64:44>>
KC-API-TIMESTAMP: 1772000000000
KC-API-PASSPHRASE: <signed passphrase, 44 characters>
KC-API-KEY-VERSION: 3
```

A signature is bound to one request and one second; it opens nothing later.
