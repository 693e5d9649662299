# copy to .env
OKX_API_KEY=<<key>>
OKX_SECRET=<<secret>>
OKX_PASSPHRASE=<<passphrase>>
BYBIT_KEY=your_key_here
