The key page shows

| name | key | secret | last used |
| --- | --- | --- | --- |
| grid | `Xk3P**********9a` | `********` | 2 min ago |
| hedge | `m8Qd**********Zz` | `********` | never |

I deleted both yesterday and made new ones, still error 10003.
Request id: `<<uuid>>`, trace: `<<hex32>>`
