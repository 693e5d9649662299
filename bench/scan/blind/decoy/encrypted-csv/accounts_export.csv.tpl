id,exchange,api_key_ciphertext,api_secret_ciphertext,nonce,kms_key_id
1,okx,<<base64:88>>,<<base64:88>>,<<base64:16>>,alias/bot-kek
2,bybit,<<base64:88>>,<<base64:88>>,<<base64:16>>,alias/bot-kek
