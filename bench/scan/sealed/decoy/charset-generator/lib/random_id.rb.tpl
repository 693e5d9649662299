# frozen_string_literal: true

module RandomId
  BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
  BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  API_SECRET_CHARS = [*'a'..'z', *'A'..'Z', *'0'..'9'].freeze

  def self.client_order_id(prefix = 'kc')
    prefix + Array.new(20) { BASE58[SecureRandom.random_number(58)] }.join
  end
end
