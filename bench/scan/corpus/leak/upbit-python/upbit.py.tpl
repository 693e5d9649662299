import pyupbit

access = "<<key>>"
secret = "<<secret>>"
upbit = pyupbit.Upbit(access, secret)
print(upbit.get_balance("KRW-BTC"))
