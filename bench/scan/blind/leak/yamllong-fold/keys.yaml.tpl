polymarket:
  private_key:
    <<privateKey>>
  api:
    key: <<key>>
    secret: <<secret>>
    passphrase:
      <<passphrase>>
