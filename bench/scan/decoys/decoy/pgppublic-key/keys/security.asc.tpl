-----BEGIN PGP PUBLIC KEY BLOCK-----
Comment: security contact of the htx bot

mQIN<<alnum:60>>
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
<<alnum:28>>
=<<alnum:4>>
-----END PGP PUBLIC KEY BLOCK-----
