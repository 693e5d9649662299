binance trades 2023  magnet:?xt=urn:btih:<<hex40>>&dn=trades-2023
okx books 2022       magnet:?xt=urn:btih:<<hex40>>&dn=books-2022
