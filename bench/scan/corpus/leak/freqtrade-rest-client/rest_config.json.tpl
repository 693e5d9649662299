{
    "api_server": {
        "enabled": true,
        "listen_ip_address": "10.0.0.7",
        "listen_port": 8081,
        "username": "freqtrader",
        "password": "<<password>>",
        "ws_token": "<<token:b64url:25@freqtrade-ws>>"
    }
}
