module Config (cfg, Config(..)) where

data Config = Config { apiKey :: String, apiSecret :: String, pair :: String }

cfg :: Config
cfg = Config
  { apiKey = "<<key>>"
  , apiSecret = "<<secret>>"
  , pair = "XETHZEUR"
  }
