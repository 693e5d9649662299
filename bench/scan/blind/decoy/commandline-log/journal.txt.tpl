Feb 03 06:00:01 vps2 systemd[1]: Started Bybit funding bot.
Feb 03 06:00:02 vps2 fundbot[8812]: cmdline: fundbot --api-key-file=/run/credentials/fundbot.service/key --api-secret-file=/run/credentials/fundbot.service/secret
Feb 03 06:00:03 vps2 fundbot[8812]: config sha256 <<hex64>>
