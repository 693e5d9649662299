[
  {
    "client_msg_id": "<<uuid>>",
    "type": "message",
    "text": "the new bitfinex pair for the lending bot, please put it on tokyo-2:\n```API Key: <<key>>\nAPI Secret: <<secret>>```",
    "user": "U<<upper:10>>",
    "ts": "1713790921.448219",
    "team": "T<<upper:10>>"
  },
  {
    "client_msg_id": "<<uuid>>",
    "type": "message",
    "text": "done, restarted. order <<digits:12>> is in the book",
    "user": "U<<upper:10>>",
    "ts": "1713791300.003309",
    "team": "T<<upper:10>>"
  }
]
