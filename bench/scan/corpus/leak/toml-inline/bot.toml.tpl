accounts = [{ exchange = "backpack", key = "<<key>>", secret = "<<secret>>" }]
