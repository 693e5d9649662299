spring:
  application:
    name: tri-arb
  datasource:
    url: jdbc:postgresql://localhost:5432/arb
arb:
  min-spread-bps: 14
  venues:
    binance:
      api-key: <<key@binance>>
      secret-key: <<secret@binance>>
    kucoin:
      api-key: <<key@kucoin>>
      secret-key: <<secret@kucoin>>
      passphrase: "<<passphrase@kucoin>>"
    gate:
      api-key: <<key@gate>>
      secret-key: <<secret@gate>>
logging:
  level:
    com.triarb: DEBUG
