| exchange | key | secret | owner |
|---|---|---|---|
| Bybit | `<<key@bybit>>` | `<<secret@bybit>>` | tom |
| MEXC | <<key@mexc>> | <<secret@mexc>> | ana |
