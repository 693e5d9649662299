import Foundation
import CryptoKit

struct GeminiClient {
    // FIXME: move to the keychain before TestFlight
    private let apiKey = "<<key>>"
    private let apiSecret = "<<secret>>"

    func balances() async throws -> Data {
        var request = URLRequest(url: URL(string: "https://api.gemini.com/v1/balances")!)
        let payload = try JSONSerialization.data(withJSONObject: ["request": "/v1/balances", "nonce": Int(Date().timeIntervalSince1970)])
        let b64 = payload.base64EncodedString()
        let mac = HMAC<SHA384>.authenticationCode(for: Data(b64.utf8), using: SymmetricKey(data: Data(apiSecret.utf8)))
        request.httpMethod = "POST"
        request.setValue(apiKey, forHTTPHeaderField: "X-GEMINI-APIKEY")
        request.setValue(b64, forHTTPHeaderField: "X-GEMINI-PAYLOAD")
        request.setValue(mac.map { String(format: "%02x", $0) }.joined(), forHTTPHeaderField: "X-GEMINI-SIGNATURE")
        return try await URLSession.shared.data(for: request).0
    }
}
