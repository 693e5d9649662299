INSERT INTO users VALUES (1,'trader','$2b$12$<<bcrypt:53>>','2026-01-01');
INSERT INTO users VALUES (2,'ops','$argon2id$v=19$m=65536,t=3,p=4$<<base64:22>>$<<base64:43>>','2026-01-01');
