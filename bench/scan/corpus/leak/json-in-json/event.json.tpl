{"Records":[{"messageId":"<<uuid>>","body":"{\"action\":\"open\",\"creds\":\"{\\\"apiKey\\\":\\\"<<key>>\\\",\\\"secret\\\":\\\"<<secret>>\\\"}\",\"exchange\":\"binance\"}"}]}
