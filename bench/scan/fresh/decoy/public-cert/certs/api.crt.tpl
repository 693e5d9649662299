-----BEGIN CERTIFICATE-----
MIIF<<alnum:60>>
<<base64lines:1200>>
-----END CERTIFICATE-----
