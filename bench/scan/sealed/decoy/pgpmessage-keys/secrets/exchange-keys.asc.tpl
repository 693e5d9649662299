-----BEGIN PGP MESSAGE-----
Comment: exchange keys, for anna and jon

<<base64lines:704>>
=<<alnum:4>>
-----END PGP MESSAGE-----
