from web3 import Web3

w3 = Web3(Web3.HTTPProvider("https://mainnet.infura.io/v3/<<key@infura>>"))
acct = w3.eth.account.from_key("<<privateKey>>")
router = "<<address:eth>>"

def swap(token, amount_in):
    nonce = w3.eth.get_transaction_count(acct.address)
    tx = build(token, amount_in, nonce)
    return w3.eth.send_raw_transaction(acct.sign_transaction(tx).raw_transaction)
