{
    "external_message_consumer": {
        "enabled": true,
        "producers": [
            { "name": "leader", "host": "203.0.113.20", "port": 8080, "ws_token": "<<token:b64url:43@freqtrade-ws>>" }
        ]
    }
}
