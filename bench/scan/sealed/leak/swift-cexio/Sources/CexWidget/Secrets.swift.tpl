import Foundation

enum Secrets {
    static let cexUserId = "up<<digits:9>>"
    static let cexApiKey = "<<key>>"
    static let cexApiSecret = "<<secret>>"
}

struct CexAuth {
    func signature(nonce: String) -> String {
        HMACHelper.sha256(nonce + Secrets.cexUserId + Secrets.cexApiKey, key: Secrets.cexApiSecret).uppercased()
    }
}
