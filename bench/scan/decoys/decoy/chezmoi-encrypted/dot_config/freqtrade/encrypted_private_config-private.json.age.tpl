-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24u<<alnum:44>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<alnum:64>>
<<base64:28>>
-----END AGE ENCRYPTED FILE-----
