using HTTP, JSON3, SHA

const BITSTAMP_KEY = "<<key>>"
const BITSTAMP_SECRET = "<<secret>>"

sign(msg) = bytes2hex(hmac_sha256(Vector{UInt8}(BITSTAMP_SECRET), msg))
