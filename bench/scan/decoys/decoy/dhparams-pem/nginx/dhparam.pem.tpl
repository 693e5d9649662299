-----BEGIN DH PARAMETERS-----
MIIBCAKCAQEA<<alnum:52>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:50>>wIBAg==
-----END DH PARAMETERS-----
