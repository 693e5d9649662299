#!/usr/bin/env bash
# Lets one service account read one secret of Google Cloud Secret Manager, and nothing else: the role is bound to the secret, not to the project.
#   recipes/gcp/keyward-read.sh PROJECT SECRET ACCOUNT
# for example
#   recipes/gcp/keyward-read.sh desk-1 binance keyward@desk-1.iam.gserviceaccount.com
set -euo pipefail
if [ "$#" -ne 3 ]; then
  printf 'use: %s PROJECT SECRET ACCOUNT\n' "$0" >&2
  exit 2
fi

gcloud secrets add-iam-policy-binding "$2" \
  --project="$1" \
  --member="serviceAccount:$3" \
  --role=roles/secretmanager.secretAccessor
