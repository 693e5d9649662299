0|bot  | AxiosError: Request failed with status code 400
0|bot  |     config: { url: 'https://fapi.binance.com/fapi/v1/order', method: 'post', headers: { 'X-MBX-APIKEY': '<<key>>', 'Content-Type': 'application/x-www-form-urlencoded' },
0|bot  |       data: 'symbol=BTCUSDT&side=BUY&type=MARKET&newClientOrderId=x-<<alnum:22>>&timestamp=1790000000000&signature=<<hex64>>' }
