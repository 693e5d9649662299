{"order":{"salt":"0x<<hex64>>","maker":"0x<<hex40>>","tokenId":"<<digits:77>>","nonce":"0"},"signature":"0x<<hex130>>","domainSeparator":"0x<<hex64>>"}
