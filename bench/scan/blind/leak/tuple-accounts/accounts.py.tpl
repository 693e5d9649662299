# (label, key, secret)
ACCOUNTS = [
    ("main",  "<<key>>", "<<secret>>"),
    ("sub01", "<<key#2>>", "<<secret#2>>"),
    ("sub02", "<<key#3>>", "<<secret#3>>"),
]
