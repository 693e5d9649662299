<?php
$public = "<<key>>";
$secret = "<<secret>>";

$ch = curl_init("https://api.hitbtc.com/api/3/spot/balance");
curl_setopt($ch, CURLOPT_USERPWD, $public . ":" . $secret);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
echo curl_exec($ch);
