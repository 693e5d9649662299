INSERT INTO exchange_key (id, venue, api_key_masked, api_secret_ciphertext, dek_id) VALUES
('<<uuid>>','bybit','xK3f************','\x01<<hex160>>','<<uuid>>'),
('<<uuid>>','okx','8e1c****-****-****-****-************','\x01<<hex160>>','<<uuid>>');
