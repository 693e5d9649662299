#!/usr/bin/env bash
# Takes the rotation notices of Google Cloud Secret Manager from a Pub/Sub subscription, and replaces the keys that they are about. For the host
# that runs `keyward up`, as its user, each hour by a timer; see rotation.md beside this file.
#   recipes/gcp/rotate-on-notice.sh PROJECT SUBSCRIPTION
# for example
#   recipes/gcp/rotate-on-notice.sh desk-1 keyward-rotation
set -euo pipefail
if [ "$#" -ne 2 ]; then
  printf 'use: %s PROJECT SUBSCRIPTION\n' "$0" >&2
  exit 2
fi

notice="$(gcloud pubsub subscriptions pull "$2" --project="$1" --limit=20 --format=json)"
if [ "$notice" = '[]' ] || [ -z "$notice" ]; then
  exit 0
fi

# Written down first: from here on Keyward itself knows that the keys are due, whatever happens to the messages.
due="$(printf '%s' "$notice" | keyward --json key event rotation-notice --notice -)"
acks="$(printf '%s' "$notice" | node -e 'let t="";process.stdin.on("data",(c)=>t+=c).on("end",()=>console.log(JSON.parse(t).map((m)=>m.ackId).join(",")))')"
gcloud pubsub subscriptions ack "$2" --project="$1" --ack-ids="$acks"

printf '%s' "$due" | node -e 'let t="";process.stdin.on("data",(c)=>t+=c).on("end",()=>JSON.parse(t).keys.forEach((k)=>console.log(k)))' |
  while read -r key; do
    keyward key rotate "$key" --yes </dev/null
  done
