module PhemexBot

using HTTP, JSON3, SHA

const API_ID = "<<key>>"
const API_SECRET = "<<secret>>"
const HOST = "https://api.phemex.com"

function sign(path, query, expiry, body = "")
    bytes2hex(hmac_sha256(Vector{UInt8}(API_SECRET), path * query * string(expiry) * body))
end

function positions(currency = "USDT")
    expiry = round(Int, time()) + 60
    path, query = "/g-accounts/accountPositions", "currency=$currency"
    headers = ["x-phemex-access-token" => API_ID,
               "x-phemex-request-expiry" => string(expiry),
               "x-phemex-request-signature" => sign(path, query, expiry)]
    JSON3.read(HTTP.get("$HOST$path?$query", headers).body)
end

end
