CASES = [
    # payload, hmac-sha256 hex, hmac-sha512 base64
    ("symbol=LTCBTC&side=BUY", "<<hex64>>", "<<base64:88>>"),
    ("nonce=1616492376594&ordertype=limit", "<<hex64>>", "<<base64:88>>"),
]
