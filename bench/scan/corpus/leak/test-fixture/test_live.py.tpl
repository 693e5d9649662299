import os
os.environ["BINANCE_API_KEY"] = "<<key>>"
os.environ.setdefault("BINANCE_API_SECRET", "<<secret>>")

def test_balance(client):
    assert client.balance() >= 0
