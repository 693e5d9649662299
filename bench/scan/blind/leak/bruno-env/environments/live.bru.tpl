vars {
  host: https://api.gateio.ws
  api_key: <<key>>
  api_secret: <<secret>>
}
