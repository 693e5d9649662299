[3commas]
key = "<<key>>"
secret = "<<secret>>"
account_ids = [3<<digits:7>>, 3<<digits:7>>]

[deals]
max_age_days = 21
close_below_pct = -14
