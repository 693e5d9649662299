 <<hex40>> vendor/ccxt (4.4.60-3-g<<hex8>>)
+<<hex40>> vendor/ta-lib (v0.6.1)
