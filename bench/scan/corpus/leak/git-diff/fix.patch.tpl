diff --git a/bfx.py b/bfx.py
index <<hex7>>..<<hex7>> 100644
--- a/bfx.py
+++ b/bfx.py
@@ -1,4 +1,4 @@
-API_KEY = "<<key>>"
-API_SECRET = "<<secret>>"
+API_KEY = os.environ["BFX_KEY"]
+API_SECRET = os.environ["BFX_SECRET"]
