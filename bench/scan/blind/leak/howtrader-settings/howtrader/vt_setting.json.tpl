{
    "font.size": 12,
    "log.active": true,
    "email.server": "smtp.qq.com",
    "email.port": 465,
    "email.username": "liang_quant",
    "email.password": "<<password@smtp>>",
    "port": 9999,
    "gateway.bybit.api_key": "<<key>>",
    "gateway.bybit.api_secret": "<<secret>>",
    "database.name": "sqlite",
    "database.database": "database.db"
}
