"Keys are write-only; reading gives a fingerprint."
input ExchangeKeyInput {
  venue: Venue!
  apiKey: String!
  apiSecret: String!
  passphrase: String
}

type ExchangeKey {
  id: ID!
  venue: Venue!
  apiKeyMasked: String!
  secretFingerprint: String!
}

enum Venue { BINANCE BYBIT OKX KRAKEN }
