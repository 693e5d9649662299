# A key has leaked: what to do

1. Delete the key on the exchange: Binance, Bybit, OKX, Kraken each have "API management".
2. Note which key: name and last four characters, never the whole key.

| Field | Value |
|---|---|
| Exchange | `<exchange>` |
| Key name | `<name>` |
| Key, last four | `....` |
| Secret | do not write it here |
| Commit | `<<hex40>>` |
| Ticket | `<<uuid>>` |

Message to the exchange:

> Dear team, the API key ending in `____` of UID `________` has been published by mistake.
> I have deleted it. Please tell me the last use of it and from which addresses.
