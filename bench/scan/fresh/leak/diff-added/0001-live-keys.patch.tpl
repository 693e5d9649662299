From <<hex40>> Mon Sep 17 00:00:00 2001
From: Mia H <mia@swingdesk.internal>
Date: Fri, 3 May 2024 21:14:07 +0200
Subject: [PATCH] go live

---
 bot/config.py | 4 ++--
 1 file changed, 2 insertions(+), 2 deletions(-)

diff --git a/bot/config.py b/bot/config.py
index <<hex7>>..<<hex7>> 100644
--- a/bot/config.py
+++ b/bot/config.py
@@ -3,6 +3,6 @@ import logging

 LOG_LEVEL = logging.INFO

-API_KEY = "YOUR_API_KEY"
-API_SECRET = "YOUR_API_SECRET"
+API_KEY = "<<key>>"
+API_SECRET = "<<secret>>"
 TESTNET = False
--
2.44.0
