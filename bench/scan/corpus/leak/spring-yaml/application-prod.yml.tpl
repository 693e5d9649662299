bitmart:
  access-key: <<key>>
  secret-key: <<secret>>
  memo: "<<memo>>"
spring:
  datasource:
    password: <<password>>
