{"accounts":[{"uuid":"<<uuid>>","name":"BTC Wallet","retail_portfolio_id":"<<uuid>>","platform":"ACCOUNT_PLATFORM_CONSUMER"}],"cursor":"<<digits:12>>"}
