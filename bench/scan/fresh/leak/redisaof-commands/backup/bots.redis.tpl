SELECT 0
HSET bot:7 name "trend-eth" exchange "bitget" state "running"
HSET bot:7:credentials apiKey "<<key>>" secret "<<secret>>" passphrase "<<passphrase>>"
ZADD bot:7:orders 1714521600 "<<digits:19>>" 1714521660 "<<digits:19>>"
EXPIRE bot:7:lock 30
