COINBASE_KEY=<<key>>
COINBASE_SECRET=<<secret:ec-pem|esc>>
ALCHEMY_API_KEY=<<key@alchemy>>
