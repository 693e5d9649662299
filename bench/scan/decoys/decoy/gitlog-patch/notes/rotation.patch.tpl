From <<hex40>> Mon Sep 17 00:00:00 2001
From: Kai <kai@example.org>
Date: Tue, 3 Mar 2026 10:00:00 +0100
Subject: [PATCH] read the bybit key from the environment

---
 bot/exchange.py | 4 ++--
 1 file changed, 2 insertions(+), 2 deletions(-)

diff --git a/bot/exchange.py b/bot/exchange.py
index <<hex10>>..<<hex10>> 100644
--- a/bot/exchange.py
+++ b/bot/exchange.py
@@ -10,4 +10,4 @@ def make():
     return ccxt.bybit({
-        "apiKey": "YOUR_API_KEY",
-        "secret": "YOUR_SECRET",
+        "apiKey": os.environ["BYBIT_API_KEY"],
+        "secret": os.environ["BYBIT_API_SECRET"],
     })
-- 
2.47.2
