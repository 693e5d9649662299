from nautilus_trader.live.node import TradingNode

from adapters.hl import HyperliquidExecClientConfig

node = TradingNode(
    config={
        "trader_id": "TESTER-001",
        "exec_clients": {
            "HYPERLIQUID": HyperliquidExecClientConfig(
                private_key="<<privateKey>>",
                vault_address=None,
                testnet=False,
            ),
        },
    },
)

if __name__ == "__main__":
    node.run()
