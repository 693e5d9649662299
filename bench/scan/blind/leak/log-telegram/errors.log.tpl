2025-01-30 22:14:07 ERROR telegram send failed: HTTPSConnectionPool(host='api.telegram.org', port=443): Max retries exceeded with url: /bot<<token>>/sendMessage?chat_id=-1002088127731&text=SL+hit (Caused by ConnectTimeoutError)
2025-01-30 22:14:09 INFO  retry 1
2025-01-30 22:14:10 INFO  sent
