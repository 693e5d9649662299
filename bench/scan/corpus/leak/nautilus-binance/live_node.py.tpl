from nautilus_trader.adapters.binance import BINANCE, BinanceAccountType
from nautilus_trader.config import TradingNodeConfig

node_config = TradingNodeConfig(
    trader_id="DESK-001",
    data_clients={
        BINANCE: {"api_key": "<<key>>", "api_secret": "<<secret>>", "account_type": "usdt_futures", "us": False},
    },
    exec_clients={
        BINANCE: {
            "api_key": "<<key>>",
            "api_secret": "<<secret>>",
            "account_type": "usdt_futures",
        },
    },
)
