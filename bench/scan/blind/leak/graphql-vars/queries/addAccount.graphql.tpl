mutation {
  addAccount(input: {
    exchange: BITFINEX
    apiKey: "<<key>>"
    apiSecret: "<<secret>>"
  }) {
    id
    status
  }
}
