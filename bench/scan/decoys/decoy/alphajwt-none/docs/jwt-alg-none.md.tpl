# Why `alg: none` must be refused

A token of two parts and an empty signature:

    eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vIn0.

Header `{"alg":"none"}`, payload `{"sub":"demo"}`. Whoever accepts it accepts everybody.
A Coinbase JWT is signed with ES256 and lives two minutes; ours is made in `src/jwt.ts`.
