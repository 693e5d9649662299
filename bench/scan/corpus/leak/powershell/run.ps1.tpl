$env:KRAKEN_API_KEY = "<<key>>"
$env:KRAKEN_API_SECRET = '<<secret>>'
[Environment]::SetEnvironmentVariable("KRAKEN_OTP", "", "User")
python .\trade.py
