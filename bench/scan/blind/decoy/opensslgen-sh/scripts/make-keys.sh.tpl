#!/bin/sh
set -e
umask 077
openssl genpkey -algorithm ed25519 -out binance-prv.pem
openssl pkey -pubout -in binance-prv.pem -out binance-pub.pem
head -1 binance-prv.pem | grep -q 'BEGIN PRIVATE KEY'
JWT_SECRET=$(openssl rand -hex 32)
sed -i "s/^JWT_SECRET=.*/JWT_SECRET=$JWT_SECRET/" .env
