2025-04-01 10:00:00 POST /api/v3/brokerage/orders Idempotency-Key: <<uuid>> client_order_id=<<uuid>> 200
2025-04-01 10:00:04 POST /api/v3/brokerage/orders Idempotency-Key: <<uuid>> client_order_id=<<uuid>> 200
