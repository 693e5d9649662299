import pybithumb

con_key = "<<key>>"
sec_key = "<<secret>>"
bithumb = pybithumb.Bithumb(con_key, sec_key)

print(bithumb.get_balance("BTC"))
