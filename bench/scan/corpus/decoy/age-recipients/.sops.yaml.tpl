creation_rules:
  - path_regex: secrets/.*\.yaml$
    age: age1<<bech32:58>>
    pgp: <<HEX40>>
