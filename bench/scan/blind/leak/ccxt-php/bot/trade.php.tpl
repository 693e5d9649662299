<?php
include 'vendor/autoload.php';

$exchange = new \ccxt\cryptocom(array(
    'apiKey' => '<<key>>',
    'secret' => '<<secret>>',
    'enableRateLimit' => true,
));

$order = $exchange->create_order('CRO/USDT', 'limit', 'buy', 400, 0.081);
var_dump($order['id']);
