+<<hex40>> vendor/ccxt (v4.4.1-12-g<<hex7>>)
 <<hex40>> vendor/ta-lib (heads/main)
