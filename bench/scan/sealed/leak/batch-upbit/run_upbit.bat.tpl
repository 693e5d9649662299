@echo off
title upbit volatility breakout
cd /d C:\bots\upbit
set UPBIT_ACCESS_KEY=<<key>>
set UPBIT_SECRET_KEY=<<secret>>
set TICKER=KRW-XRP
:loop
python breakout.py %TICKER%
timeout /t 10 /nobreak
goto loop
