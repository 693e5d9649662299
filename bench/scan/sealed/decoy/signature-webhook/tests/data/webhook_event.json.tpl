{
  "headers": {
    "content-type": "application/json",
    "x-cc-webhook-signature": "<<hex64>>",
    "x-request-id": "<<uuid>>"
  },
  "body": {
    "id": "<<uuid>>",
    "event": {"id": "<<uuid>>", "type": "charge:confirmed", "data": {"code": "<<upper:8>>", "payments": [{"transaction_id": "0x<<hex64>>", "network": "base"}]}}
  }
}
