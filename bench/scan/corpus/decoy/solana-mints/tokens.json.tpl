{"mints":{"USDC":"<<base58:44>>","BONK":"<<base58:44>>"},"signature":"<<base58:88>>","programId":"<<base58:44>>"}
