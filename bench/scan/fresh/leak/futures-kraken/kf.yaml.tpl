exchange: krakenfutures
base_url: https://futures.kraken.com/derivatives/api/v3
public_key: <<key>>
private_key: <<secret>>
symbols:
  - PF_XBTUSD
  - PF_ETHUSD
