package nl.desk

import java.net.http.HttpClient

class Bitvavo(private val http: HttpClient = HttpClient.newHttpClient()) {
    companion object {
        private const val API_KEY = "<<key>>"
        private const val API_SECRET = "<<secret>>"
        const val WINDOW = 10_000
    }

    fun headers(ts: Long, signature: String) = mapOf(
        "Bitvavo-Access-Key" to API_KEY,
        "Bitvavo-Access-Signature" to signature,
        "Bitvavo-Access-Timestamp" to ts.toString(),
        "Bitvavo-Access-Window" to WINDOW.toString(),
    )

    fun sign(message: String): String = hmacSha256Hex(API_SECRET, message)
}
