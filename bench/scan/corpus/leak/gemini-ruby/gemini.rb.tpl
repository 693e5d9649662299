require 'openssl'
class Gemini
  KEY    = '<<key>>'.freeze
  SECRET = '<<secret>>'.freeze
  HOST   = 'https://api.gemini.com'.freeze
  def headers(payload)
    { 'X-GEMINI-APIKEY' => KEY, 'X-GEMINI-PAYLOAD' => payload, 'X-GEMINI-SIGNATURE' => OpenSSL::HMAC.hexdigest('sha384', SECRET, payload) }
  end
end
