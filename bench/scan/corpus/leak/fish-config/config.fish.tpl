set -gx OKX_API_KEY <<key>>
set -gx OKX_SECRET_KEY <<secret>>
set -gx OKX_PASSPHRASE '<<passphrase>>'
