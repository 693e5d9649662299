Done! Congratulations on your new bot. You will find it at t.me/pnl_watch_bot.

Use this token to access the HTTP API:
<<token>>
Keep your token secure and store it safely, it can be used by anyone to control your bot.
