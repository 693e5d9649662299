[strategy.grid]
cid = "bafybei<<base32l:52>>"
author_public_key = "<<hex64>>"
signature = "<<hex128>>"
[strategy.token-rotator]
cid = "Qm<<base58:44>>"
arweave = "<<b64url:43>>"
[strategy.funding]
ipns = "k51qzi5uqu5d<<alnum:50>>"
exchanges = ["gate", "mexc", "htx"]
