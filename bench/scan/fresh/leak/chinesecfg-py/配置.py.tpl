# 交易所配置（请勿外传）
交易所 = "gateio"
API_KEY = "<<key>>"      # 密钥
SECRET_KEY = "<<secret>>"  # 私钥
网格数量 = 40
单格金额 = 25
