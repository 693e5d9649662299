USER       PID %CPU %MEM COMMAND
root         1  0.0  0.1 /sbin/init
trader    2201  4.2  1.9 node bot.js --key <<key>> --secret <<secret>> --pair ADAUSDT
trader    2288  0.0  0.0 grep node
