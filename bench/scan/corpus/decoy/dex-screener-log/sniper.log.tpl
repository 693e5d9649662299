[10:01:02] new pair 0x<<hex40>> tx 0x<<hex64>> liq 12000
[10:01:03] approve ok hash=0x<<hex64>> signer key loaded from keystore
