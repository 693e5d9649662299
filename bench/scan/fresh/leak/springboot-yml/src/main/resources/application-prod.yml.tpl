spring:
  datasource:
    url: jdbc:postgresql://10.1.0.7:5432/arbitrage
    username: arb
    password: <<password>>
  jpa:
    hibernate:
      ddl-auto: validate
htx:
  rest-host: https://api.huobi.pro
  access-key: <<key>>
  secret-key: <<secret>>
server:
  port: 8085
