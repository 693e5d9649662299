spring:
  application:
    name: htx-grid-bot
jasypt:
  encryptor:
    algorithm: PBEWITHHMACSHA512ANDAES_256
    password: ${JASYPT_ENCRYPTOR_PASSWORD}
htx:
  rest-url: https://api.huobi.pro
  access-key: ENC(<<base64:108>>)
  secret-key: ENC(<<base64:108>>)
  account-id: 1089912
datasource:
  url: jdbc:postgresql://db:5432/htx
  username: htx
  password: ENC(<<base64:88>>)
