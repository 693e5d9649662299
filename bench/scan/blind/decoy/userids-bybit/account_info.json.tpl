{
  "retCode": 0,
  "result": {
    "note": "grid-vps",
    "readOnly": 0,
    "apiKey": "******",
    "secret": "",
    "permissions": {"ContractTrade": ["Order", "Position"], "Wallet": []},
    "userID": "<<digits:8>>",
    "ips": ["203.0.113.9"],
    "expiredAt": "2026-09-01T00:00:00Z"
  }
}
