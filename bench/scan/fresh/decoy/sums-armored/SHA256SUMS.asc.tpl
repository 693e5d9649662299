-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

<<hex64>>  wallet-cli-0.9.2.tar.gz
<<hex64>>  wallet-cli-0.9.2.dmg
-----BEGIN PGP SIGNATURE-----

<<base64lines:566>>
=<<alnum:4>>
-----END PGP SIGNATURE-----
