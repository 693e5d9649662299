# Rotation of 2024-05

1. Create the new pair in the exchange, IP list on, no withdrawal.
2. `bao kv put secret/bots/kraken api_key=*** api_secret=***`
3. Restart: `systemctl restart kraken-mm`
4. Delete the old key (ends in `...x7Q=`).

Change ticket: `<<uuid>>`, commit `<<hex40>>`.
