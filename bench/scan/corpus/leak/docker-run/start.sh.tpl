#!/usr/bin/env bash
set -e
docker rm -f grid || true
docker run -d --name grid -e BITGET_KEY=<<key>> -e BITGET_SECRET=<<secret>> -e "BITGET_PASS=<<passphrase>>" ghcr.io/acme/grid:latest
