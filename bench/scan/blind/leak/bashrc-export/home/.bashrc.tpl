alias ll='ls -alF'
alias gs='git status'
export PATH="$HOME/.local/bin:$PATH"

# coinbase cdp (cb-report)
export COINBASE_API_KEY="<<key>>"
export COINBASE_API_SECRET="<<secret|esc>>"
