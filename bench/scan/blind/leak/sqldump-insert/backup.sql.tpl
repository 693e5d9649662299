-- PostgreSQL database dump
CREATE TABLE public.exchange_accounts (
    id integer NOT NULL,
    label character varying(64),
    exchange character varying(32),
    api_key text,
    api_secret text,
    created_at timestamp without time zone
);

INSERT INTO public.exchange_accounts VALUES (1, 'main', 'bybit', '<<key>>', '<<secret>>', '2024-09-01 10:11:12');
INSERT INTO public.exchange_accounts VALUES (2, 'alt', 'bybit', '<<key#2>>', '<<secret#2>>', '2024-09-03 18:00:41');
