  411  cd gateway
  412  pnpm build
  413  pnpm start --passphrase=<<password>> --dev
  414  curl -s -X POST localhost:15888/wallet/add -H 'Content-Type: application/json' -d '{"chain":"ethereum","network":"mainnet","privateKey":"<<privateKey@ethereum>>"}'
  415  git push
