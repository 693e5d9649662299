#!/bin/bash
curl -H "Authorization: Bearer <<token>>" \
     -d "drawdown above 5%" \
     https://ntfy.sh/mm-alerts-nk
