module Live

using HTTP, SHA, JSON3

const HOST = "https://api.phemex.com"
const ID = "<<key>>"
const SECRET = "<<secret>>"

function signed(path, query = "", body = "")
    expiry = round(Int, time()) + 60
    sig = bytes2hex(hmac_sha256(Vector{UInt8}(SECRET), path * query * string(expiry) * body))
    HTTP.get(HOST * path * "?" * query, ["x-phemex-access-token" => ID,
        "x-phemex-request-expiry" => string(expiry), "x-phemex-request-signature" => sig])
end

end
