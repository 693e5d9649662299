markets:
  - slug: btc-above-100k
    condition_id: "0x<<hex64>>"
    token_ids: ["<<digits:77>>", "<<digits:77>>"]
  - slug: eth-etf-flows
    condition_id: "0x<<hex64>>"
    token_ids: ["<<digits:76>>", "<<digits:77>>"]
