require 'jwt'
require 'securerandom'
require 'faraday'

class UpbitClient
  ACCESS = '<<key>>'.freeze
  SECRET = '<<secret>>'.freeze
  HOST = 'https://api.upbit.com'.freeze

  def accounts
    payload = { access_key: ACCESS, nonce: SecureRandom.uuid }
    token = JWT.encode(payload, SECRET, 'HS256')
    Faraday.get("#{HOST}/v1/accounts", {}, 'Authorization' => "Bearer #{token}").body
  end
end
