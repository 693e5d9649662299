# Security audit of the arbitrage bot

## KW-01 Kraken private key in the repository (high)

`config/prod.json` of commit `<<hex40>>` held a Kraken key:

```json
{
  "kraken": {
    "apiKey": "[REDACTED, 56 characters]",
    "privateKey": "██████████████████████████████"
  }
}
```

Evidence: sha256 of the private key `<<hex64>>`. The key was deleted on Kraken on 2026-02-11
(ticket <<uuid>>) and no order of an unknown origin was seen.

## KW-02 Telegram token in a log (medium)

`TELEGRAM_TOKEN=71xxxxxxxx:AAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx` with all but two digits masked by us.

## KW-03 Passphrase reuse (low)

The same passphrase is used for OKX and KuCoin. We compared salted hashes only:
`$argon2id$v=19$m=65536,t=3,p=4$<<alnum:22>>$<<alnum:43>>`
