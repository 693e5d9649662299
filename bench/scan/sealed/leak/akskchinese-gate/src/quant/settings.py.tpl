# 实盘账户, 不要上传!!
ACCOUNTS = [
    # venue, 名称, ak, sk, pwd
    ("gate", "主账户", "<<key@gate>>", "<<secret@gate>>", None),
    ("okx", "对冲", "<<key@okx>>", "<<secret@okx>>", "<<passphrase@okx>>"),
]

最大仓位 = 0.3
LEVERAGE = 3
