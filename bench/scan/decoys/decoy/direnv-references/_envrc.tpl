# shellcheck shell=bash
export COINBASE_API_KEY="$(security find-generic-password -s coinbase -a key -w)"
export COINBASE_API_SECRET="$(security find-generic-password -s coinbase -a secret -w)"
export KUCOIN_API_PASSPHRASE="$(pass show trading/kucoin/passphrase)"
export OKX_API_SECRET="$(vault kv get -field=secret kv/bots/okx)"
export BYBIT_API_SECRET="$(gcloud secrets versions access latest --secret=bybit-secret)"
export NIX_HASH=sha256-<<base64:44>>
use flake .
