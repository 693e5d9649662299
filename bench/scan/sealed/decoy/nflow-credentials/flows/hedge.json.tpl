{
  "name": "Hedge",
  "nodes": [
    {
      "id": "<<uuid>>",
      "name": "Bitget",
      "type": "n8n-nodes-base.httpRequest",
      "parameters": {"url": "https://api.bitget.com/api/v2/mix/account/accounts", "authentication": "genericCredentialType", "genericAuthType": "httpCustomAuth"},
      "credentials": {"httpCustomAuth": {"id": "<<alnum:16>>", "name": "Bitget main (key, secret, passphrase)"}}
    }
  ],
  "meta": {"instanceId": "<<hex64>>"},
  "versionId": "<<uuid>>",
  "id": "<<alnum:16>>"
}
