import finnhub
import requests

fh = finnhub.Client(api_key="<<token@finnhub>>")
TIINGO = {"Authorization": "Token <<token@tiingo>>"}


def daily(symbol):
    r = requests.get(f"https://api.tiingo.com/tiingo/daily/{symbol}/prices", headers=TIINGO, timeout=10)
    r.raise_for_status()
    return r.json()


def overview(symbol):
    return requests.get(
        "https://www.alphavantage.co/query",
        params={"function": "OVERVIEW", "symbol": symbol, "apikey": "<<token@alpha-vantage>>"},
        timeout=10,
    ).json()
