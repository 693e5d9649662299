COPY public.api_credentials (id, user_id, exchange, api_key, secret_key, is_valid) FROM stdin;
14	3	mexc	<<key>>	<<secret>>	t
15	4	whitebit	<<key@whitebit>>	<<secret@whitebit>>	t
\.
