# Channels

| what | id |
| --- | --- |
| guild | `<<digits:19>>` |
| #fills | `<<digits:19>>` |
| webhook (its token is in OpenBao, `secret/bots/discord`) | `<<digits:19>>` |
| Telegram group | `-100<<digits:10>>` |
| Slack channel | `C<<upper:10>>` |

URL: `https://discord.com/api/webhooks/<id>/<token>`
