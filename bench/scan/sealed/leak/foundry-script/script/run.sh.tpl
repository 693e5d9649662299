#!/bin/sh
set -e
RPC=https://dry-late-road.quiknode.pro/<<token@quicknode>>/

forge script script/Deploy.s.sol --rpc-url "$RPC" \
  --private-key <<privateKey@ethereum>> --broadcast --slow
cast balance <<address:eth>> --rpc-url "$RPC" --ether
