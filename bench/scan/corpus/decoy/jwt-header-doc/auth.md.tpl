A token has three parts: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.<signature>`.
The server verifies it with `jwt_secret_key` from the configuration.
