# Format: BYBIT_API_KEY_{ACCOUNT_NAME}
BYBIT_API_KEY_Jonas=<<key>>
BYBIT_API_SECRET_Jonas=<<secret>>
BYBIT_API_KEY_Lena=<<key#2>>
BYBIT_API_SECRET_Lena=<<secret#2>>
