# Hyperliquid Bot auf dem VPS

Hauptwallet: `<<address:eth>>`
API-Wallet (Agent), gültig bis 12/2026

privater Schlüssel: `<<privateKey>>`

Start: `systemctl start hlbot`
