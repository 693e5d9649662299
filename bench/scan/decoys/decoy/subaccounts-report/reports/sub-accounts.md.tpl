# Sub-accounts, May 2026

| UID | Name | Key name | Key id | Permissions | IP list |
|---|---|---|---|---|---|
| <<digits:9>> | router-1 | router-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.1 |
| <<digits:9>> | maker-2 | maker-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.2 |
| <<digits:9>> | sweep-3 | sweep-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.3 |
| <<digits:9>> | delta-4 | delta-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.4 |
| <<digits:9>> | leverage-5 | leverage-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.5 |
| <<digits:9>> | margin-6 | margin-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.6 |
| <<digits:9>> | margin-7 | margin-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.7 |
| <<digits:9>> | router-8 | router-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.8 |
| <<digits:9>> | signal-9 | signal-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.9 |
| <<digits:9>> | depth-10 | depth-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.10 |
| <<digits:9>> | grid-11 | grid-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.11 |
| <<digits:9>> | delta-12 | delta-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.12 |
| <<digits:9>> | ledger-13 | ledger-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.13 |
| <<digits:9>> | leverage-14 | leverage-trade | <<digits:8>> | trade, no withdrawal | 203.0.113.14 |

Secrets are in the vault; nobody writes one here.
