{
  "TRIBECA_MODE": "prod",
  "EXCHANGE": "gemini",
  "TradedPair": "BTC/USD",
  "WebClientUsername": "mm",
  "WebClientPassword": "<<password@smtp>>",
  "WebClientListenPort": "3000",
  "MongoDbUrl": "mongodb://localhost:27017/tribeca",
  "GeminiHttpUrl": "https://api.gemini.com/v1",
  "GeminiApiKey": "<<key>>",
  "GeminiSecretKey": "<<secret>>"
}
