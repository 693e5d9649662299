# rotki reinstall, what to enter again

| where  | name    | API key | API secret |
|--------|---------|---------|------------|
| Kraken | kr-ro   | `<<key>>` | `<<secret>>` |
| Bitpanda | - | not yet | |

Etherscan under *External services*: `<<key@etherscan>>`
