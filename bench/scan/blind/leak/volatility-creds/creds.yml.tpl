# MAIN NET
prod:
  access_key: <<key>>
  secret_key: <<secret>>

# TEST NET
test:
  access_key: <<key#2>>
  secret_key: <<secret#2>>
