alias ll='ls -la'
export EDITOR=vim
export BINANCE_API_KEY=<<key@binance>>
export BINANCE_API_SECRET=<<secret@binance>>
export HL_PRIVATE_KEY=<<privateKey@hyperliquid>>
