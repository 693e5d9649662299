2024-05-02T04:00:00.021Z INFO  boot grid v1.9.3 (commit <<hex7>>)
2024-05-02T04:00:00.044Z DEBUG effective config: {"exchange":"mexc","apiKey":"<<key>>","secretKey":"<<secret>>","symbol":"KASUSDT","levels":40,"qty":120}
2024-05-02T04:00:01.310Z INFO  user stream connected, session <<uuid>>
2024-05-02T04:00:01.877Z INFO  placed 40 orders, first C02__<<digits:18>>
