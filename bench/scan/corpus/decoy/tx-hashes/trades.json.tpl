[{"symbol":"ETH-USDC","txHash":"0x<<hex64>>","blockHash":"0x<<hex64>>","side":"buy"},{"symbol":"ETH-USDC","txHash":"0x<<hex64>>","side":"sell"}]
