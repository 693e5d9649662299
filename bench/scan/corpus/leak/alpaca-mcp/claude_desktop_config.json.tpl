{
  "mcpServers": {
    "alpaca": {
      "command": "uvx",
      "args": ["alpaca-mcp-server"],
      "env": {
        "ALPACA_API_KEY": "<<key>>",
        "ALPACA_SECRET_KEY": "<<secret>>"
      }
    }
  }
}
