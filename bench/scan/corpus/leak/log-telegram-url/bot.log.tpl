2026-10-04 10:00:01 INFO httpx: HTTP Request: POST https://api.telegram.org/bot<<token@telegram>>/getUpdates "HTTP/1.1 200 OK"
2026-10-04 10:00:11 INFO httpx: HTTP Request: POST https://api.telegram.org/bot<<token@telegram>>/sendMessage "HTTP/1.1 200 OK"
