$apiKey    = '<<key>>'
$apiSecret = '<<secret>>'
$request   = '/api/v4/trade-account/balance'

$body = @{ request = $request; nonce = [DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds() } | ConvertTo-Json -Compress
$payload = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($body))
$hmac = New-Object System.Security.Cryptography.HMACSHA512
$hmac.Key = [Text.Encoding]::UTF8.GetBytes($apiSecret)
$sig = -join ($hmac.ComputeHash([Text.Encoding]::UTF8.GetBytes($payload)) | ForEach-Object { $_.ToString('x2') })

Invoke-RestMethod -Method Post -Uri "https://whitebit.com$request" -Body $body -ContentType 'application/json' -Headers @{
    'X-TXC-APIKEY' = $apiKey; 'X-TXC-PAYLOAD' = $payload; 'X-TXC-SIGNATURE' = $sig
}
