-----BEGIN PUBLIC KEY-----
<<base64lines:392>>
-----END PUBLIC KEY-----
