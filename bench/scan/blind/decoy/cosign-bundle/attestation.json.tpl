{
  "base64Signature": "MEUCIQ<<base64:90>>",
  "cert": "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t<<base64:400>>",
  "rekorBundle": {"Payload": {"logIndex": 118273311, "logID": "<<hex64>>", "integratedTime": 1736000000}}
}
