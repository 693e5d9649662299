The bridge transaction was 0x<<hex64>>, the refund 0x<<hex64>>.
See https://etherscan.io/tx/0x<<hex64>>
