# VPN peers

Public keys only, the private ones never leave the machines.

| host | public key | allowed |
| --- | --- | --- |
| tokyo-1 | `<<base64:44>>` | 10.9.0.2/32 |
| tokyo-2 | `<<base64:44>>` | 10.9.0.3/32 |
