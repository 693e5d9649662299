From <<hex40>> Mon Sep 17 00:00:00 2001
From: lena <lena@desk.example>
Date: Wed, 4 Mar 2026 15:20:11 +0100
Subject: [PATCH 3/5] move keys to env

---
 bot/client.py | 8 ++++----
 1 file changed, 4 insertions(+), 4 deletions(-)

diff --git a/bot/client.py b/bot/client.py
index <<hex7>>..<<hex7>> 100644
--- a/bot/client.py
+++ b/bot/client.py
@@ -4,8 +4,8 @@ from pybit.unified_trading import HTTP
 
 session = HTTP(
     testnet=False,
-    api_key="<<key>>",
-    api_secret="<<secret>>",
+    api_key=os.environ["BYBIT_KEY"],
+    api_secret=os.environ["BYBIT_SECRET"],
 )
 
-- 
2.43.0
