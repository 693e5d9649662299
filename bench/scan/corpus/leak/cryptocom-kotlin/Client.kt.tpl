object CryptoCom {
    private const val BASE = "https://api.crypto.com/exchange/v1"
    val apiKey = "<<key>>"
    val secretKey = "<<secret>>"
}
