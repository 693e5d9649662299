Keystore type: PKCS12
Keystore provider: SUN

Your keystore contains 3 entries

bitfinex-api, Feb 1, 2026, SecretKeyEntry,
fix-client, Feb 1, 2026, PrivateKeyEntry,
Certificate fingerprint (SHA-256): <<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>
bybit-root, Feb 1, 2026, trustedCertEntry,
Certificate fingerprint (SHA-256): <<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>:<<HEX2>>
