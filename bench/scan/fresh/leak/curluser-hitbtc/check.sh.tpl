#!/bin/bash
curl -s -u "<<key>>:<<secret>>" https://api.hitbtc.com/api/3/spot/balance | jq '.[] | select(.available != "0")'
