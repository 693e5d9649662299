## Signing

1. `timestamp + api_key + recv_window + query`
2. HMAC-SHA256 with your secret
3. lower case hex, for example:

```
X-BAPI-SIGN: <<hex64>>
```

The server answers 10004 if the signature is wrong.
