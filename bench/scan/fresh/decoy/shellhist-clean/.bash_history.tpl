export BINANCE_API_KEY=$(pass show binance/key)
export BINANCE_API_SECRET="$(bao kv get -field=secret secret/bots/binance)"
read -rs KRAKEN_SECRET
git checkout <<hex40>>
docker run --rm swingdesk/bot@sha256:<<hex64>>
curl -s "https://api.telegram.org/bot${TG_TOKEN}/getMe" | jq .
cast tx 0x<<hex64>> --rpc-url https://rpc.ankr.com/eth
sha256sum bot.tar.gz
