param([switch]$Csv)

$headers = @{
    'APCA-API-KEY-ID'     = '<<key>>'
    'APCA-API-SECRET-KEY' = '<<secret>>'
}

$pos = Invoke-RestMethod -Uri 'https://api.alpaca.markets/v2/positions' -Headers $headers
if ($Csv) {
    $pos | Select-Object symbol, qty, market_value, unrealized_pl | Export-Csv positions.csv -NoTypeInformation
} else {
    $pos | Format-Table symbol, qty, market_value, unrealized_pl
}
