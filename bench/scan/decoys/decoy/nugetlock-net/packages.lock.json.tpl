{
  "version": 1,
  "dependencies": {
    "net8.0": {
      "Binance.Net": {"type": "Direct", "requested": "[11.0.0, )", "resolved": "11.0.0", "contentHash": "<<base64:88>>", "dependencies": {"CryptoExchange.Net": "9.0.0"}},
      "Bybit.Net": {"type": "Direct", "requested": "[5.0.0, )", "resolved": "5.0.0", "contentHash": "<<base64:88>>"},
      "CryptoExchange.Net": {"type": "Transitive", "resolved": "9.0.0", "contentHash": "<<base64:88>>"},
      "System.Security.Cryptography.ProtectedData": {"type": "Transitive", "resolved": "8.0.0", "contentHash": "<<base64:88>>"}
    }
  }
}
