{
    "API Key": "<<key>>",
    "Secret Key": "<<secret>>",
    "Passphrase": "<<passphrase>>",
    "Server": "REAL",
    "Proxy Host": "127.0.0.1",
    "Proxy Port": 7890,
    "Margin Currency": ""
}
