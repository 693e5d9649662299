from kucoin_universal_sdk.model import ClientOptionBuilder

option = (
    ClientOptionBuilder()
    .set_key("<<key>>")
    .set_secret("<<secret>>")
    .set_passphrase("<<passphrase>>")
    .build()
)
