#!/bin/bash
read -rp "Kraken API key: " KRAKEN_KEY
read -rsp "Kraken private key: " KRAKEN_SECRET
umask 077
cat > "$HOME/.config/dca/env" <<EOF
KRAKEN_KEY=$KRAKEN_KEY
KRAKEN_SECRET=$KRAKEN_SECRET
EOF
