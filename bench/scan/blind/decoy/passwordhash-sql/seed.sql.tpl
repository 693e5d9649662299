INSERT INTO users (email, password_hash) VALUES
  ('admin@panel.example', '$2b$12$<<bcrypt:53>>'),
  ('ops@panel.example', '$2b$12$<<bcrypt:53>>');
