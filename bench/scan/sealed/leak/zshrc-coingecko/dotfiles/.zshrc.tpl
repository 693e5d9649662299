export EDITOR=nvim
export PATH="$HOME/.cargo/bin:$PATH"

# market data
export COINGECKO_API_KEY="<<key@coingecko>>"
export COINAPI_KEY="<<token@coinapi>>"
export GITHUB_TOKEN="<<token@github>>"

alias bots='ssh bots@10.0.4.12'
alias pnl='python ~/bots/pnl.py --days 7'
