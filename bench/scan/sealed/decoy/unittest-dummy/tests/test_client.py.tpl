import pytest

from desk.bybit import Client

API_KEY = "test_api_key"
API_SECRET = "test_api_secret_do_not_use"


@pytest.fixture
def client():
    return Client(api_key=API_KEY, api_secret=API_SECRET, testnet=True)


def test_sign(client):
    assert client.sign("1700000000000", "symbol=BTCUSDT") == (
        "<<hex64>>"
    )


def test_headers_carry_key(client):
    assert client.headers("x")["X-BAPI-API-KEY"] == API_KEY
