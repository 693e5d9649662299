-----BEGIN CERTIFICATE-----
<<base64lines:1400>>
-----END CERTIFICATE-----
-----BEGIN CERTIFICATE-----
<<base64lines:1200>>
-----END CERTIFICATE-----
