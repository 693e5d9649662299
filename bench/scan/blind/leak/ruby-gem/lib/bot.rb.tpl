require 'kraken_ruby_client'

CLIENT = Kraken::Client.new(
  api_key: '<<key>>',
  api_secret: '<<secret>>'
)

def rebuy(pair, vol)
  CLIENT.add_order(pair, :buy, ordertype: 'market', volume: vol)
end
