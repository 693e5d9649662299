SHELL=/bin/bash
MAILTO=""
KRAKEN_API_KEY=<<key>>
KRAKEN_API_SECRET=<<secret>>

0 8 * * 1  cd /home/dca/kraken && ./buy.sh XBTEUR 50
5 8 1 * *  cd /home/dca/kraken && ./withdraw_check.sh
