# quick check that the key works
curl -s "https://www.deribit.com/api/v2/public/auth?client_id=<<key>>&client_secret=<<secret>>&grant_type=client_credentials" \
  -H 'Content-Type: application/json' | jq .result.expires_in
