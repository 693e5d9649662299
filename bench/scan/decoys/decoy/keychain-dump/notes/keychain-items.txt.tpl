keychain: "/Users/jo/Library/Keychains/trading.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="coinbase-advanced api secret"
    0x00000008 <blob>=<NULL>
    "acct"<blob>="organizations/bot"
    "cdat"<timedate>=0x3230<<HEX28>>  "20260214101500Z\000"
    "crtr"<uint32>=<NULL>
    "cusi"<sint32>=<NULL>
    "desc"<blob>="API key"
    "gena"<blob>=<NULL>
    "icmt"<blob>="used by grid bot"
    "mdat"<timedate>=0x3230<<HEX28>>  "20260214101500Z\000"
    "svce"<blob>="coinbase-advanced"
    "type"<uint32>=<NULL>
keychain: "/Users/jo/Library/Keychains/trading.keychain-db"
version: 512
class: "genp"
attributes:
    0x00000007 <blob>="kraken private key"
    "acct"<blob>="kraken"
    "desc"<blob>="API key"
    "svce"<blob>="kraken-futures"
