-----BEGIN CERTIFICATE-----
MIIDdzCCAl+gAwIBAgIE<<base64:44>>
<<base64lines:576>>
<<base64:60>>
-----END CERTIFICATE-----
