-----BEGIN PGP PUBLIC KEY BLOCK-----

mDMEZ<<base64lines:300>>
=<<base64:4>>
-----END PGP PUBLIC KEY BLOCK-----
