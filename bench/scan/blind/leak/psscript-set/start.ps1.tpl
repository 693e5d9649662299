Set-Location C:\bots\grid
$env:BITGET_API_KEY    = "<<key>>"
$env:BITGET_API_SECRET = "<<secret>>"
$env:BITGET_PASSPHRASE = '<<passphrase>>'
& .\venv\Scripts\python.exe .\grid.py --symbol BTCUSDT
