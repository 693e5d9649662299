import pyupbit

access = "<<key>>"          # 본인 값으로 변경
secret = "<<secret>>"          # 본인 값으로 변경
upbit = pyupbit.Upbit(access, secret)

print(upbit.get_balance("KRW"))
