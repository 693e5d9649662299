[wc] pairing topic=<<hex64>> expiry=1771459500
[wc] session topic=<<hex64>> peer=<<hex64>> (public key) accounts=eip155:42161:<<address:eth>>
[wc] request id=1771459200<<digits:6>> method=eth_signTypedData_v4
