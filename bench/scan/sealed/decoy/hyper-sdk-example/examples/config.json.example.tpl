{
  "comments": "secret_key: key of the API wallet, account_address: public address of the main account",
  "secret_key": "",
  "account_address": "0x0000000000000000000000000000000000000000",
  "keystore_path": "",
  "builder": {"b": "<<address:eth>>", "f": 10}
}
