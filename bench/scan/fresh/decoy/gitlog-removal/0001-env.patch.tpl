From <<hex40>> Mon Sep 17 00:00:00 2001
From: Jan <jan@swingdesk.internal>
Date: Sat, 4 May 2024 09:00:00 +0200
Subject: [PATCH] read keys from the environment

diff --git a/bot/config.py b/bot/config.py
index <<hex7>>..<<hex7>> 100644
--- a/bot/config.py
+++ b/bot/config.py
@@ -1,4 +1,4 @@
-API_KEY = ""
-API_SECRET = ""
+API_KEY = os.environ["BITGET_API_KEY"]
+API_SECRET = os.environ["BITGET_API_SECRET"]
 PASSPHRASE = os.environ["BITGET_PASSPHRASE"]
--
2.44.0
