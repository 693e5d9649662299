local account = {
  exchange   = "kucoin",
  key        = "<<key>>",
  secret     = "<<secret>>",
  passphrase = "<<passphrase>>",
}

local targets = { BTC = 0.5, ETH = 0.3, KCS = 0.2 }

local client = require("kucoin").new(account)
for coin, weight in pairs(targets) do
  print(coin, weight, client:balance(coin))
end
