--
-- PostgreSQL database dump
--
SET statement_timeout = 0;
SET client_encoding = 'UTF8';

COPY public.accounts (id, label, exchange, api_key, secret_key, passphrase, enabled) FROM stdin;
1	main	kucoin	<<key>>	<<secret>>	<<passphrase>>	t
\.

SELECT pg_catalog.setval('public.accounts_id_seq', 1, true);
