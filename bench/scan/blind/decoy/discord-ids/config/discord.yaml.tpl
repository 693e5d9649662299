guild_id: "<<digits:18>>"
alerts_channel: "<<digits:19>>"
role_whale: "<<digits:19>>"
invite: https://discord.gg/<<alnum:10>>
token: ${DISCORD_TOKEN}
