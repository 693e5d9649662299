{
  "baseUrl": "https://mainnet.zklighter.elliot.ai",
  "accountIndex": 18820,
  "privateKeys": {
    "4": "<<privateKey>>"
  }
}
