-----BEGIN CERTIFICATE REQUEST-----
MIIC<<alnum:60>>
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
<<alnum:30>>==
-----END CERTIFICATE REQUEST-----
