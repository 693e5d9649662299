-----BEGIN PGP SIGNATURE-----

<<base64lines:640>>
=<<alnum:4>>
-----END PGP SIGNATURE-----
