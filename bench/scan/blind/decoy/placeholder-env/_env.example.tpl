OKX_API_KEY=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
OKX_SECRET_KEY=<<repeat:X:32>>
OKX_PASSPHRASE=
DISCORD_WEBHOOK=https://discord.com/api/webhooks/<id>/<token>
PRIVATE_KEY=0x<<repeat:0:64>>
