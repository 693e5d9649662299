$key = (Get-StoredCredential -Target 'binance').UserName
$secret = [Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::SecureStringToBSTR((Get-StoredCredential -Target 'binance').Password))
$env:BINANCE_API_KEY = $key
$env:BINANCE_API_SECRET = $secret
& node .\dist\index.js --strategy "TripleSuperTrendWithTrailingStopLossV12"
