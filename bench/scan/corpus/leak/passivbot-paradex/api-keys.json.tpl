{
    "paradex_01": {
        "exchange": "paradex",
        "wallet_address": "<<address:starknet>>",
        "private_key": "<<privateKey:starknet>>"
    }
}
