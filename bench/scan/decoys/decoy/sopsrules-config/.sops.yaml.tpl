keys:
  - &kai age1<<bech32:58>>
  - &lena age1<<bech32:58>>
  - &vps_binance age1<<bech32:58>>
  - &backup_pgp <<HEX40>>
creation_rules:
  - path_regex: secrets/(binance|bybit)/.*
    key_groups:
      - age: [*kai, *vps_binance]
  - path_regex: secrets/.*
    key_groups:
      - age: [*kai, *lena]
        pgp: [*backup_pgp]
