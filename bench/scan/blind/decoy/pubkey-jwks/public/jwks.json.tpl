{
  "keys": [
    {"kty": "EC", "crv": "P-256", "use": "sig", "kid": "<<uuid>>", "x": "<<b64url:43>>", "y": "<<b64url:43>>"},
    {"kty": "RSA", "e": "AQAB", "kid": "<<hex40>>", "n": "<<b64url:342>>"}
  ]
}
