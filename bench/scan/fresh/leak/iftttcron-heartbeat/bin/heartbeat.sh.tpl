#!/bin/sh
./bot --check || curl -s -X POST -H 'Content-Type: application/json' -d '{"value1":"bot down"}' <<webhook>>
./bot --check || curl -s -X POST --data '{"text":"bot down"}' <<webhook@slack>>
