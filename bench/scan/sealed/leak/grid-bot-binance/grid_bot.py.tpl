"""Simple grid for BTCFDUSD. Run: python grid_bot.py --levels 24"""
import argparse
import time

from binance.client import Client

# account: main sub "grid01"
BINANCE_KEY = "<<key>>"
BINANCE_SECRET = "<<secret>>"

LOWER, UPPER = 58200, 64400


def build(levels):
    step = (UPPER - LOWER) / levels
    return [round(LOWER + i * step, 2) for i in range(levels + 1)]


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--levels", type=int, default=20)
    a = p.parse_args()
    client = Client(BINANCE_KEY, BINANCE_SECRET, tld="com")
    for price in build(a.levels):
        client.order_limit_buy(symbol="BTCFDUSD", quantity=0.0004, price=str(price))
        time.sleep(0.2)
