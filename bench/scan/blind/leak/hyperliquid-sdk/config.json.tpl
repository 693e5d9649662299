{
    "comments": "agent wallet made on the API page",
    "keystore_path": "",
    "secret_key": "<<privateKey>>",
    "account_address": "<<address:eth>>",
    "multi_sig": {"authorized_users": []}
}
