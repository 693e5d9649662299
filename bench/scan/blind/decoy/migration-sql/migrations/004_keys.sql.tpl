ALTER TABLE exchange_accounts ADD COLUMN api_key_enc bytea NOT NULL;
ALTER TABLE exchange_accounts ADD COLUMN api_secret_enc bytea NOT NULL;
ALTER TABLE exchange_accounts ADD COLUMN key_fingerprint char(64);
COMMENT ON COLUMN exchange_accounts.key_fingerprint IS 'sha256 of the api key';
INSERT INTO schema_migrations (version, checksum) VALUES ('004', '<<hex64>>');
