{
  "spdxVersion": "SPDX-2.3",
  "documentNamespace": "https://example.org/bot-<<uuid>>",
  "packages": [
    {"name": "ccxt", "versionInfo": "4.4.40", "checksums": [{"algorithm": "SHA256", "checksumValue": "<<hex64>>"}]},
    {"name": "secretstorage", "versionInfo": "3.3.3", "checksums": [{"algorithm": "SHA512", "checksumValue": "<<hex128>>"}]}
  ]
}
