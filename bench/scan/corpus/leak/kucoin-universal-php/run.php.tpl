<?php
$key = getenv('API_KEY') ?: '<<key>>';
$secret = getenv('API_SECRET') ?: '<<secret>>';
$passphrase = getenv('API_PASSPHRASE') ?: '<<passphrase>>';
$opt = ClientOption::builder()->setKey($key)->setSecret($secret)->setPassphrase($passphrase)->build();
