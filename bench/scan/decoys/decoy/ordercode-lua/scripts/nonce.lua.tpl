-- KEYS[1] nonce key, ARGV[1] owner token made by the caller at run time
-- used for Gate and MEXC, whose private calls want a growing nonce
local key = KEYS[1]
local token = ARGV[1]
local secret_free = true
if redis.call('get', key .. ':owner') ~= token then
  return redis.error_reply('not the owner')
end
return redis.call('incr', key)
-- sha1 of this script for EVALSHA: <<hex40>>
