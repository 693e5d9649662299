{
  "mcpServers": {
    "hyperliquid": {
      "command": "uvx",
      "args": ["hl-mcp"],
      "env": {"HYPERLIQUID_PRIVATE_KEY": "<<privateKey>>", "HYPERLIQUID_NETWORK": "mainnet"}
    },
    "bybit": {
      "command": "npx",
      "args": ["-y", "bybit-mcp"],
      "env": {"BYBIT_API_KEY": "<<key@bybit>>", "BYBIT_API_SECRET": "<<secret@bybit>>"}
    }
  }
}
