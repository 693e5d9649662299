-----BEGIN PGP SIGNED MESSAGE-----
Hash: SHA512

<<hex64>>  secret-trader-7.8.14-linux-x64.tar.gz
<<hex64>>  secret-trader-8.14.19-linux-x64.tar.gz
<<hex64>>  secret-trader-9.15.10-linux-x64.tar.gz
<<hex64>>  secret-trader-3.20.10-linux-x64.tar.gz
<<hex64>>  secret-trader-8.5.9-linux-x64.tar.gz
<<hex64>>  secret-trader-5.11.5-linux-x64.tar.gz
<<hex64>>  secret-trader-3.3.20-linux-x64.tar.gz
<<hex64>>  secret-trader-3.19.15-linux-x64.tar.gz
<<hex64>>  secret-trader-2.26.1-linux-x64.tar.gz
<<hex64>>  secret-trader-5.24.4-linux-x64.tar.gz
<<hex64>>  secret-trader-2.19.1-linux-x64.tar.gz
<<hex64>>  secret-trader-8.12.20-linux-x64.tar.gz
-----BEGIN PGP SIGNATURE-----

iQIz<<alnum:60>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
=<<alnum:4>>
-----END PGP SIGNATURE-----
