from grid.engine import GridEngine

SETTINGS = {
    'exchange': 'okx',
    'market': 'SOL/USDT:USDT',
    'levels': 24,
    'client_options': {
        'apiKey': '<<key>>',
        'secret': '<<secret>>',
        'password': '<<passphrase>>',
    },
}

GridEngine(SETTINGS).start()
