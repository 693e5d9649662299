@echo off
chcp 65001 > nul
set MEXC_KEY=<<key>>
set MEXC_SECRET=<<secret>>
:loop
python bot.py
timeout /t 5
goto loop
