dependencies:
  - OpenZeppelin/openzeppelin-contracts@4.9.3
compiler:
  solc:
    version: 0.8.19
wallets:
  from_key: <<privateKey>>
dotenv: .env
