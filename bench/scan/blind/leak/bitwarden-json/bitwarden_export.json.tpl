{
  "encrypted": false,
  "folders": [],
  "items": [
    {
      "id": "<<uuid>>",
      "organizationId": null,
      "type": 1,
      "name": "Kraken API (futures)",
      "notes": null,
      "fields": [
        {"name": "API key", "value": "<<key@krakenfutures>>", "type": 0},
        {"name": "Private key", "value": "<<secret@krakenfutures>>", "type": 1}
      ],
      "login": {"uris": [{"match": null, "uri": "https://futures.kraken.com"}], "username": "m.sorel", "password": null, "totp": null}
    }
  ]
}
