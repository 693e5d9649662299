# DESK-1182 KuCoin: 400005 Invalid KC-API-SIGN

Reporter: jon. Environment: prod, commit `<<hex40>>`.

| time | X-Request-Id | status | KC-API-SIGN |
| --- | --- | --- | --- |
| 10:01:11 | `<<uuid>>` | 401 | `<<base64:44>>` |
| 10:01:12 | `<<uuid>>` | 401 | `<<base64:44>>` |

Cause: the passphrase has to be signed with key version 2 as well. The keys are in the vault under
`trading/kucoin`; none are in this ticket.
