"Group","Title","Username","Password","URL","Notes"
"Root/Exchanges","Kraken API (bot)","<<key>>","<<secret>>","https://www.kraken.com/u/security/api","trade only"
"Root/Wallets","BlueWallet seed","","<<mnemonic@bitcoin>>","","12 words"
