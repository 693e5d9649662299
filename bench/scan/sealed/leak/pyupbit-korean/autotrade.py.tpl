import time

import pyupbit

# 업비트 로그인
access = "<<key>>"
secret = "<<secret>>"
upbit = pyupbit.Upbit(access, secret)
print("자동매매 시작")

while True:
    price = pyupbit.get_current_price("KRW-BTC")
    ma15 = pyupbit.get_ohlcv("KRW-BTC", count=15)["close"].mean()
    krw = upbit.get_balance("KRW")
    if price > ma15 and krw > 5000:
        upbit.buy_market_order("KRW-BTC", krw * 0.9995)
    time.sleep(1)
