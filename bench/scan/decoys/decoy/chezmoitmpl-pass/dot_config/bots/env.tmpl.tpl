{{- /* rendered by chezmoi apply */ -}}
export OKX_API_KEY={{ pass "trading/okx/api-key" | quote }}
export OKX_API_SECRET={{ pass "trading/okx/api-secret" | quote }}
export OKX_API_PASSPHRASE={{ (bitwardenFields "item" "<<uuid>>").passphrase.value | quote }}
export BYBIT_API_KEY={{ onepasswordRead "op://Trading/Bybit/api key" | quote }}
export BYBIT_API_SECRET={{ onepasswordRead "op://Trading/Bybit/secret" | quote }}
