region           = "eu-central-1"
bitfinex_key     = "<<key>>"
bitfinex_secret  = "<<secret>>"
instance_type    = "t3.small"
