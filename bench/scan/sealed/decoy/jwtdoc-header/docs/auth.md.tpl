# Request tokens

The header is always `{"alg":"HS256","typ":"JWT"}`, which encodes to `eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9`.

The payload has `access_key`, `nonce` (a UUID such as `<<uuid>>`) and for calls with parameters `query_hash`,
a SHA512 in hex:

    query_hash: <<hex128>>
    query_hash_alg: SHA512

Sign with your secret key; see `src/auth.ts`.
