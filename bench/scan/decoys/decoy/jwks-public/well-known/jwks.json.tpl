{
  "keys": [
    {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "<<hex40>>", "e": "AQAB", "n": "<<b64url:342>>"},
    {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "<<hex40>>", "e": "AQAB", "n": "<<b64url:342>>"},
    {"kty": "EC", "use": "sig", "alg": "ES256", "crv": "P-256", "kid": "<<uuid>>", "x": "<<b64url:43>>", "y": "<<b64url:43>>"},
    {"kty": "OKP", "use": "sig", "alg": "EdDSA", "crv": "Ed25519", "kid": "trade-2026", "x": "<<b64url:43>>"}
  ]
}
