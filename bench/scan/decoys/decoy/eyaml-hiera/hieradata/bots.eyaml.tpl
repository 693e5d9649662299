---
bot::exchange: bybit
bot::api_key: >
    ENC[PKCS7,MIIBeQYJKoZIhvcNAQcD<<alnum:40>>
    <<alnum:60>>
    <<alnum:60>>
    <<alnum:60>>
    <<alnum:30>>==]
bot::api_secret: >
    ENC[PKCS7,MIIBiQYJKoZIhvcNAQcD<<alnum:40>>
    <<alnum:60>>
    <<alnum:60>>
    <<alnum:60>>
    <<alnum:60>>
    <<alnum:12>>==]
