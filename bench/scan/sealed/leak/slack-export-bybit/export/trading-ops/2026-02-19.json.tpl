[
  {
    "type": "message",
    "user": "U<<upper:10>>",
    "text": "can someone send me the bybit keys for the hedge sub? old ones expired",
    "ts": "1771491140.112349"
  },
  {
    "type": "message",
    "user": "U<<upper:10>>",
    "text": "bybit hedge sub\nkey: <<key>>\nsecret: <<secret>>\nunified account, no withdraw",
    "ts": "1771491302.884129"
  },
  {
    "type": "message",
    "user": "U<<upper:10>>",
    "text": "thx, works :+1:",
    "ts": "1771491377.004019"
  }
]
