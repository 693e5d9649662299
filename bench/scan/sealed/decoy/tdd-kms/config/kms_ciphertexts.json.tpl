{
  "kms_key": "alias/desk-trading",
  "region": "eu-central-1",
  "ciphertexts": {
    "bybit_api_key": "AQICAHh<<base64:200>>",
    "bybit_api_secret": "AQICAHh<<base64:236>>"
  }
}
