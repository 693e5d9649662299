--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';

COPY public.exchange_keys (id, venue, api_key, api_secret, memo, active) FROM stdin;
1	whitebit	<<key@whitebit>>	<<secret@whitebit>>	\N	t
2	bitmart	<<key@bitmart>>	<<secret@bitmart>>	<<memo@bitmart>>	t
\.

SELECT pg_catalog.setval('public.exchange_keys_id_seq', 2, true);
