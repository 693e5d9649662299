@echo off
cd /d C:\bots\sniper
set MEXC_API_KEY=<<key>>
set MEXC_SECRET_KEY=<<secret>>
set PYTHONIOENCODING=utf-8
:loop
python sniper.py --coin KAS
timeout /t 5
goto loop
