from nautilus_trader.adapters.okx.config import OKXDataClientConfig, OKXExecClientConfig
from nautilus_trader.adapters.okx.factories import OKXLiveDataClientFactory, OKXLiveExecClientFactory
from nautilus_trader.config import LoggingConfig, TradingNodeConfig
from nautilus_trader.live.node import TradingNode

_AUTH = dict(
    api_key="<<key>>",
    api_secret="<<secret>>",
    api_passphrase="<<passphrase>>",
)

config = TradingNodeConfig(
    trader_id="ODIN-003",
    logging=LoggingConfig(log_level="INFO"),
    data_clients={"OKX": OKXDataClientConfig(**_AUTH)},
    exec_clients={"OKX": OKXExecClientConfig(**_AUTH)},
    timeout_connection=20.0,
)

if __name__ == "__main__":
    node = TradingNode(config=config)
    node.add_data_client_factory("OKX", OKXLiveDataClientFactory)
    node.add_exec_client_factory("OKX", OKXLiveExecClientFactory)
    node.build()
    node.run()
