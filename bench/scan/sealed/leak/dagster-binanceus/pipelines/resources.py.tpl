from dagster import ConfigurableResource, Definitions


class BinanceUS(ConfigurableResource):
    api_key: str = "<<key>>"
    api_secret: str = "<<secret>>"
    base_url: str = "https://api.binance.us"


defs = Definitions(assets=[], resources={"binance_us": BinanceUS()})
