#!/bin/sh
HOOK="<<webhook>>"
MSG="$1"
curl -fsS -H "Content-Type: application/json" -d "{\"content\": \"$MSG\"}" "$HOOK" > /dev/null
