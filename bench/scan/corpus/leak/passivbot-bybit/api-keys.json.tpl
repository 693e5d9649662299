{
    "referrals": { "bybit": "https://partner.bybit.com/b/passivbot" },
    "bybit_01" : {
        "exchange": "bybit",
        "key": "<<key>>",
        "secret": "<<secret>>"
    }
}
