{
  "name": "Price watcher",
  "nodes": [
    {
      "id": "<<uuid>>",
      "name": "CoinGecko",
      "type": "n8n-nodes-base.httpRequest",
      "parameters": {
        "url": "https://api.coingecko.com/api/v3/simple/price",
        "headerParameters": {"parameters": [{"name": "x-cg-demo-api-key", "value": "<<key>>"}]}
      }
    },
    {
      "id": "<<uuid>>",
      "name": "notify",
      "type": "n8n-nodes-base.httpRequest",
      "parameters": {"url": "https://api.telegram.org/bot<<token@telegram>>/sendMessage"}
    }
  ]
}
