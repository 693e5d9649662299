May 14 07:00:01 tokyo-2 systemd[1]: Started grid.service - Grid bot.
May 14 07:00:02 tokyo-2 grid[20114]: config loaded from /etc/grid/config.yaml sha256=<<hex64>>
May 14 07:00:02 tokyo-2 grid[20114]: api key loaded (64 characters), secret loaded (64 characters)
May 14 07:00:03 tokyo-2 grid[20114]: order <<digits:11>> NEW BUY 0.002 BTCUSDT cid=<<alnum:22>>
May 14 07:00:03 tokyo-2 dockerd[801]: container <<hex64>> health_status: healthy
May 14 07:10:44 tokyo-2 sshd[21001]: Accepted publickey for mia from 10.9.0.4 port 50122 ssh2: ED25519 SHA256:<<base64:44>>
