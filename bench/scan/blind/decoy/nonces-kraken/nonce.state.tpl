{"nonce": "1736<<digits:12>>", "lastTxid": "O<<upper:5>>-<<upper:5>>-<<upper:6>>", "userref": "<<digits:9>>"}
