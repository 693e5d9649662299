# Ticket: bot stops with retCode 10003

| Variable | What I see |
|---|---|
| BYBIT_API_KEY | `aB3***************` (18 characters) |
| BYBIT_API_SECRET | `************************************` |
| recv_window | `5000` |
| sign | `<<hex64>>` |
| X-BAPI-TIMESTAMP | `1772000000123` |
| traceid | `<<hex32>>` |

The answer: `{"retCode":10003,"retMsg":"API key is invalid."}`
