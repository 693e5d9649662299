<?php
require_once __DIR__ . '/ccxt.php';
define('POLO_SECRET', '<<secret>>');
$p = new \ccxt\poloniex();
$p->apiKey = '<<key>>';
$p->secret = POLO_SECRET;
