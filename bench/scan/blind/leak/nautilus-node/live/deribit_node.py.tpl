import asyncio

from nautilus_trader.adapters.deribit import DeribitDataClientConfig, DeribitExecClientConfig
from nautilus_trader.config import TradingNodeConfig
from nautilus_trader.live.node import TradingNode

config = TradingNodeConfig(
    trader_id="VOLA-002",
    data_clients={"DERIBIT": DeribitDataClientConfig(api_key="<<key>>", api_secret="<<secret>>")},
    exec_clients={"DERIBIT": DeribitExecClientConfig(api_key="<<key>>", api_secret="<<secret>>", is_testnet=False)},
)

if __name__ == "__main__":
    node = TradingNode(config=config)
    node.build()
    asyncio.run(node.run_async())
