-- PostgreSQL database dump
COPY public.exchangeapikeys (id, exchange_name, name, api_key, api_secret, additional_fields, created_at) FROM stdin;
<<uuid>>	Bybit USDT Perpetual	main	<<key@bybit>>	<<secret@bybit>>	{}	2026-08-30 11:02:44.1
<<uuid>>	Hyperliquid Perpetual	hl	<<address:eth>>	<<privateKey@hyperliquid>>	{"wallet_type": "api"}	2026-09-02 08:14:09.7
\.

COPY public.orders (id, session_id, exchange_id, symbol, side) FROM stdin;
<<uuid>>	<<uuid>>	<<digits:19>>	BTC-USDT	buy
\.
