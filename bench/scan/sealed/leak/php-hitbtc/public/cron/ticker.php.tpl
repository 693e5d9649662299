<?php
require __DIR__ . '/../../vendor/autoload.php';

define('HITBTC_KEY', '<<key>>');
define('HITBTC_SECRET', '<<secret>>');

$ch = curl_init('https://api.hitbtc.com/api/3/spot/balance');
curl_setopt($ch, CURLOPT_USERPWD, HITBTC_KEY . ':' . HITBTC_SECRET);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
$rows = json_decode(curl_exec($ch), true);

foreach ($rows as $row) {
    if ((float) $row['available'] > 0) {
        echo $row['currency'], "\t", $row['available'], PHP_EOL;
    }
}
