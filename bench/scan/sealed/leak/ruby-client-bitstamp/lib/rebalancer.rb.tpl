# frozen_string_literal: true

require 'bitstamp'

Bitstamp.setup do |config|
  config.key = '<<key>>'
  config.secret = '<<secret>>'
  config.client_id = '<<digits:6>>'
end

TARGET = { 'btc' => 0.6, 'eth' => 0.4 }.freeze

puts Bitstamp.balance.inspect
