@echo off
if "%UPBIT_ACCESS_KEY%"=="" set /p UPBIT_ACCESS_KEY=Access key: 
if "%UPBIT_SECRET_KEY%"=="" set /p UPBIT_SECRET_KEY=Secret key: 
rem build <<hex40>>
python breakout.py --access %UPBIT_ACCESS_KEY% --secret %UPBIT_SECRET_KEY%
