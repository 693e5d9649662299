import okx.Account as Account
import okx.Trade as Trade

apikey = "<<key>>"
secretkey = "<<secret>>"
passphrase = "<<passphrase>>"
flag = "0"  # live trading: 0, demo trading: 1

accountAPI = Account.AccountAPI(apikey, secretkey, passphrase, False, flag)
tradeAPI = Trade.TradeAPI(apikey, secretkey, passphrase, False, flag)
print(accountAPI.get_account_balance())
