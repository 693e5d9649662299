app = "bitvavo-dca"
primary_region = "ams"

[build]
  builder = "paketobuildpacks/builder:base"

[env]
  BITVAVO_APIKEY = "<<key>>"
  BITVAVO_APISECRET = "<<secret>>"
  AMOUNT_EUR = "25"
