spring:
  application:
    name: grid-engine
  datasource:
    url: jdbc:postgresql://db:5432/grid
exchange:
  gate:
    base-url: https://api.gateio.ws/api/v4
    api-key: "<<key>>"
    api-secret: "<<secret>>"
    settle: usdt
logging:
  level:
    root: INFO
