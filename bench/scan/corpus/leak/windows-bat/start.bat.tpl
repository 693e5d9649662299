@echo off
set HTX_ACCESS=<<key>>
set "HTX_SECRET=<<secret>>"
node bot.js
pause
