#!/bin/sh
# live container, no bind mount on this host
docker run -d --name pb-live --restart unless-stopped \
  -e PB_EXCHANGE=okx \
  -e PB_API_KEY=<<key>> \
  -e PB_API_SECRET=<<secret>> \
  -e PB_API_PASSPHRASE='<<passphrase>>' \
  -v "$PWD/caches:/app/caches" \
  passivbot:live
