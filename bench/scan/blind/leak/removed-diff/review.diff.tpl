diff --git a/app/broker.py b/app/broker.py
index <<hex8>>..<<hex8>> 100644
--- a/app/broker.py
+++ b/app/broker.py
@@ -11,8 +11,8 @@ class Broker:
     def __init__(self):
-        self.api = tradeapi.REST('<<key>>',
-                                 '<<secret>>',
+        self.api = tradeapi.REST(os.environ['APCA_KEY'],
+                                 os.environ['APCA_SECRET'],
                                  'https://api.alpaca.markets')
