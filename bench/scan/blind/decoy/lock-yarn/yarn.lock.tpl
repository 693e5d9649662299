# yarn lockfile v1


binance@^2.13.0:
  version "2.13.0"
  resolved "https://yarn.example.org/binance/-/binance-2.13.0.tgz#<<hex40>>"
  integrity sha512-<<base64:88>>
  dependencies:
    axios "^1.6.2"
    isomorphic-ws "^4.0.1"

ccxt@^4.4.12:
  version "4.4.12"
  resolved "https://yarn.example.org/ccxt/-/ccxt-4.4.12.tgz#<<hex40>>"
  integrity sha512-<<base64:88>>
