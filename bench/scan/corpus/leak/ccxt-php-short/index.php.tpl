<?php
$wb = new \ccxt\whitebit(["apiKey" => "<<key>>", "secret" => "<<secret>>"]);
echo json_encode($wb->fetch_ticker("BTC/USDT"));
