# m h dom mon dow command
*/5 * * * * UPBIT_ACCESS=<<key>> UPBIT_SECRET=<<secret>> /home/ubuntu/dca.sh >> /var/log/dca.log 2>&1
