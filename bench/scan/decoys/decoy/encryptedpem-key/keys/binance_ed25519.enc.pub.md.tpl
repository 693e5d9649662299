# Binance Ed25519 key of the market maker

- Public half, as uploaded on 2026-02-01: `MCowBQYDK2VwAyEA<<alnum:43>>=`
- Private half: on the YubiKey, slot 9c, never exported
- Fingerprint: `SHA256:<<alnum:43>>`
- API key name: `mm-frankfurt`
- Attestation: serial <<digits:8>>, firmware 5.7.1, cert sha256 `<<hex64>>`
