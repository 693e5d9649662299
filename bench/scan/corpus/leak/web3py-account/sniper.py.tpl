from web3 import Web3
from eth_account import Account
acct = Account.from_key("<<privateKey:nox>>")
w3 = Web3(Web3.HTTPProvider("https://bsc-dataseed.binance.org/"))
