{
  "pubkey": "<<hex64>>",
  "kind": 3,
  "tags": [["p", "<<hex64>>"], ["p", "<<hex64>>"]],
  "id": "<<hex64>>",
  "sig": "<<hex128>>"
}
