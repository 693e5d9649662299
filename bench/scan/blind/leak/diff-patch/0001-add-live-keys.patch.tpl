From <<hex40>> Mon Sep 17 00:00:00 2001
From: dsk <dsk@users.noreply.example>
Date: Sat, 7 Dec 2024 21:10:55 +0200
Subject: [PATCH] live keys

---
 config.py | 4 ++--
 1 file changed, 2 insertions(+), 2 deletions(-)

diff --git a/config.py b/config.py
index <<hex7>>..<<hex7>> 100644
--- a/config.py
+++ b/config.py
@@ -3,6 +3,6 @@ import os
 SYMBOL = "BTCUSDT"
-API_KEY = os.environ["API_KEY"]
-API_SECRET = os.environ["API_SECRET"]
+API_KEY = "<<key>>"
+API_SECRET = "<<secret>>"
