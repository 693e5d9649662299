# yarn lockfile v1

binance-api-node@^0.12.9:
  version "0.12.9"
  resolved "https://yarn.example.org/binance-api-node/-/binance-api-node-0.12.9.tgz#<<hex40>>"
  integrity sha512-<<base64:88>>
