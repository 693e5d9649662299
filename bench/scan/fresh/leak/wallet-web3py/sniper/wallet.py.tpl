from eth_account import Account
from web3 import Web3

w3 = Web3(Web3.HTTPProvider("https://little-wispy-meadow.bsc.quiknode.pro/<<token@quicknode>>/"))

ROUTER = Web3.to_checksum_address("<<address:eth>>")
acct = Account.from_key("<<privateKey>>")

def buy(token, amount_wei):
    tx = {
        "from": acct.address,
        "to": ROUTER,
        "value": amount_wei,
        "gas": 350_000,
        "nonce": w3.eth.get_transaction_count(acct.address),
    }
    signed = acct.sign_transaction(tx)
    return w3.eth.send_raw_transaction(signed.raw_transaction).hex()
