[10:01] jo: my bitget bot says 40009 sign signature error
[10:02] lena: is the passphrase the one of the key, not your login?
[10:02] jo: apiKey starts with bg_ and has 35 characters
[10:03] lena: do NOT post it. secret must be 64 hex
[10:04] jo: requestTime 1772000000123, my signature was <<base64:44>>
[10:05] lena: that one is fine to show, it is bound to the second
[10:06] jo: orderId <<digits:19>>, clientOid <<uuid>>
[10:07] lena: ok, clock is off by 40 s
