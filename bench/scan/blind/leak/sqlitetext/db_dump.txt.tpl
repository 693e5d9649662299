sqlite> .mode line
sqlite> select * from account;
        id = 1
  exchange = okx
   api_key = <<key>>
api_secret = <<secret>>
passphrase = <<passphrase>>
   created = 2024-12-24 08:00:01
