CREATE TABLE exchange_key (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner_id uuid NOT NULL REFERENCES app_user (id),
  venue text NOT NULL CHECK (venue IN ('binance', 'bybit', 'okx')),
  api_key_masked text NOT NULL,
  api_secret_ciphertext bytea NOT NULL,
  dek_id uuid NOT NULL
);

INSERT INTO app_user (id, email) VALUES
  ('<<uuid>>', 'anna@desk.example'),
  ('<<uuid>>', 'jon@desk.example');
COMMENT ON COLUMN exchange_key.api_secret_ciphertext IS 'AES-256-GCM, data key wrapped by KMS';
