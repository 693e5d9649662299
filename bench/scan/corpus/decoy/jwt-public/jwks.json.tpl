{"keys":[{"kty":"RSA","kid":"<<b64url:43>>","use":"sig","n":"<<b64url:342>>","e":"AQAB"},{"kty":"OKP","crv":"Ed25519","x":"<<b64url:43>>"}]}
