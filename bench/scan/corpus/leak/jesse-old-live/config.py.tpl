# live config of the old plugin
config = {
    'app': {'trading_mode': 'livetrade'},
    'env': {
        'exchanges': {
            'Binance Futures': {
                'fee': 0.0004,
                'type': 'futures',
                'settlement_currency': 'USDT',
                'api_key': '<<key@binance>>',
                'api_secret': '<<secret@binance>>',
            },
        },
        'notifications': {'telegram_bot_token': "<<token@telegram>>"},
    },
}
