#!/usr/bin/env bash
API_KEY=<<key>>
NONCE=$(date +%s)
PAYLOAD=$(printf '{"request":"/v1/balances","nonce":%s}' "$NONCE" | base64 -w0)
SIG=$(printf '%s' "$PAYLOAD" | openssl dgst -sha384 -hmac "<<secret>>" | awk '{print $2}')
curl -s -X POST https://api.gemini.com/v1/balances -H "X-GEMINI-APIKEY: $API_KEY" -H "X-GEMINI-PAYLOAD: $PAYLOAD" -H "X-GEMINI-SIGNATURE: $SIG"
