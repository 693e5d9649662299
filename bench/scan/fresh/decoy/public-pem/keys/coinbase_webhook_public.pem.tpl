-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE<<alnum:28>>
<<alnum:58>>==
-----END PUBLIC KEY-----
