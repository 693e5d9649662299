{
    "comments": "agent wallet, main account below",
    "keystore_path": "",
    "secret_key": "<<privateKey>>",
    "account_address": "<<address:eth>>",
    "multi_sig": {
        "authorized_users": [
            { "comment": "signer 1", "secret_key": "<<privateKey:nox#2>>", "account_address": "<<address:eth>>" }
        ]
    }
}
