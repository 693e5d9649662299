from ccxt import binance

part_a = "<<key:half1>>"
part_b = "<<key:half2>>"
ex = binance({"apiKey": part_a + part_b, "secret": ("<<secret:half1>>"
                                                     "<<secret:half2>>")})
