#!/bin/sh
# usage: notify.sh "text"
curl -s -X POST "https://api.telegram.org/bot<<token>>/sendMessage" \
  -d chat_id=<<digits:9>> \
  -d text="$1" > /dev/null
