import Foundation

struct Credentials {
    static let apiKey = "<<key>>"
    static let secret = "<<secret>>"
    static let passphrase = "<<passphrase>>"
    static let baseURL = URL(string: "https://api.exchange.coinbase.com")!
}
