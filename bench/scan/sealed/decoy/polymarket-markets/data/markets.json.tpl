[
  {
    "condition_id": "0x<<hex64>>",
    "question_id": "0x<<hex64>>",
    "question": "Will BTC close above 100k in March?",
    "tokens": [
      {"token_id": "7<<digits:76>>", "outcome": "Yes", "price": 0.41},
      {"token_id": "4<<digits:76>>", "outcome": "No", "price": 0.59}
    ],
    "fpmm": "<<address:eth>>",
    "neg_risk_market_id": "0x<<hex64>>"
  }
]
