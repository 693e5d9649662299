from unittest.mock import patch
from bot.client import Client


def test_headers():
    client = Client(api_key="test-key", api_secret="test-secret", passphrase="test-pass")
    with patch("bot.client.time", return_value=1700000000):
        headers = client.headers("GET", "/api/v5/account/balance")
    assert headers["OK-ACCESS-KEY"] == "test-key"
    assert headers["OK-ACCESS-SIGN"] == "<<base64:44>>"
