#!/bin/sh
docker rm -f cbx 2>/dev/null
docker run -d --name cbx --restart always \
  -e CB_KEY='<<key>>' \
  -e CB_SECRET='<<secret>>' \
  -e CB_PASSPHRASE='<<passphrase>>' \
  -e TG=<<token@telegram>> \
  -v "$PWD/state:/state" \
  ghcr.example/desk/cbx:latest
