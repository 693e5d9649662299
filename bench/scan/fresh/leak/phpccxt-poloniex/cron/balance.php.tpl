<?php
include 'vendor/autoload.php';
date_default_timezone_set('UTC');

$exchange = new \ccxt\poloniex(array(
    'apiKey' => '<<key>>',
    'secret' => '<<secret>>',
    'enableRateLimit' => true,
));

try {
    $balance = $exchange->fetch_balance();
    file_put_contents('/var/www/html/balance.json', json_encode($balance['total']));
} catch (\ccxt\NetworkError $e) {
    echo '[Network Error] ' . $e->getMessage() . "\n";
}
