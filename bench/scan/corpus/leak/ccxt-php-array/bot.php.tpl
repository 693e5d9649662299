<?php
include 'vendor/autoload.php';
date_default_timezone_set('UTC');

$exchange = new \ccxt\htx(array(
    'apiKey' => '<<key>>',
    'secret' => '<<secret>>',
    'options' => array('defaultType' => 'swap'),
));
var_dump($exchange->fetch_balance());
