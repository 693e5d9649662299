<?php

return [
    'default' => env('EXCHANGE', 'bybit'),
    'bybit' => [
        'key' => env('BYBIT_KEY', '<<key>>'),
        'secret' => env('BYBIT_SECRET', '<<secret>>'),
    ],
    'coinex' => [
        'access_id' => '<<key@coinex>>',
        'secret_key' => '<<secret@coinex>>',
    ],
];
