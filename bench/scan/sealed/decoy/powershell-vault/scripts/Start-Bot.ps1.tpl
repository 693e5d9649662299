$apiKey    = Get-Secret -Name 'bitmex-api-key' -Vault Desk -AsPlainText
$apiSecret = Get-Secret -Name 'bitmex-api-secret' -Vault Desk -AsPlainText

$expected = '<<HEX64>>'
if ((Get-FileHash .\bot.exe -Algorithm SHA256).Hash -ne $expected) { throw 'bot.exe has changed' }

$env:BITMEX_API_KEY = $apiKey
$env:BITMEX_API_SECRET = $apiSecret
Start-Process .\bot.exe -ArgumentList '--run-id', '<<uuid>>'
