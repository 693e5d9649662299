# Reporting

Mail security@desk.example. Fingerprint `<<HEX40>>`.

Never send exchange API keys or secrets with a report.

```
-----BEGIN PGP PUBLIC KEY BLOCK-----

<<base64lines:576>>
=<<alnum:4>>
-----END PGP PUBLIC KEY BLOCK-----
```
