#compdef okxbot
_arguments \
  '--api-key=[API key of OKX]:key:' \
  '--secret-key-file=[file with the secret]:file:_files' \
  '--passphrase-prompt[ask for the passphrase]' \
  '--token-env=[name of the variable with the token]:name:(TELEGRAM_TOKEN SLACK_TOKEN)' \
  '--simulated[send x-simulated-trading: 1]' \
  '*::pair:(BTC-USDT ETH-USDT)'
