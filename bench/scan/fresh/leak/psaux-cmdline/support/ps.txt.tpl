USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND
root           1  0.0  0.1 168404 11892 ?        Ss   Apr02   0:41 /sbin/init
redis        812  0.2  0.4  65312 33120 ?        Ssl  Apr02  88:10 /usr/bin/redis-server 127.0.0.1:6379
trader     20114  3.1  1.9 981204 151220 ?       Sl   May04 612:33 ./K-trading-bot --exchange KRAKEN --currency BTC/EUR --apikey <<key>> --secret <<secret>> --naked
trader     20177  0.0  0.0   7008  2304 pts/0    S+   09:14   0:00 grep --color=auto K-
