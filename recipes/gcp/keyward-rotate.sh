#!/usr/bin/env bash
# Lets one service account read one secret of Google Cloud Secret Manager and add versions to it, as Keyward does when it rotates keys, and nothing else:
# the roles are bound to the secret, not to the project.
#   recipes/gcp/keyward-rotate.sh PROJECT SECRET ACCOUNT
# for example
#   recipes/gcp/keyward-rotate.sh desk-1 binance keyward@desk-1.iam.gserviceaccount.com
set -euo pipefail
if [ "$#" -ne 3 ]; then
  printf 'use: %s PROJECT SECRET ACCOUNT\n' "$0" >&2
  exit 2
fi

for role in roles/secretmanager.secretAccessor roles/secretmanager.secretVersionAdder; do
  gcloud secrets add-iam-policy-binding "$2" --project="$1" --member="serviceAccount:$3" --role="$role"
done
