exec_clients = {
    BYBIT: BybitExecClientConfig(
        api_key="<<key>>",
        api_secret="<<secret>>",
        product_types=(BybitProductType.LINEAR,),
        instrument_provider=InstrumentProviderConfig(load_all=True),
        max_retries=3,
    ),
}
