lnbc250u1p<<bech32:220>>
payment_hash <<hex64>>
node <<hex66>>@10.0.0.7:9735
