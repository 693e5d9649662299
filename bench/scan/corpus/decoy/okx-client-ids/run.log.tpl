2026-10-01 10:00:00 okx place_order clOrdId=<<alnum:32>> ordId=<<digits:18>> sCode=0
2026-10-01 10:00:01 okx cancel_order clOrdId=<<alnum:32>>
