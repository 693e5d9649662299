# Upload of a key to the signer

The browser encrypts with the signer's public key, which is served at `/.well-known/jwks.json`:

```json
{"keys": [{"kty": "RSA", "use": "enc", "kid": "<<uuid>>", "e": "AQAB", "n": "<<b64url:342>>"}]}
```

Only the signer can read what is uploaded. A key never reaches the log.
