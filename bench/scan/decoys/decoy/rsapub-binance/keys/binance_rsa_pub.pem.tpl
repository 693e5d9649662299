-----BEGIN PUBLIC KEY-----
MIICIjANBgkqhkiG9w0B<<alnum:44>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:44>>CAwEAAQ==
-----END PUBLIC KEY-----
