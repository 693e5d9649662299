package bot.htx

import java.util.Base64
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/** Signs a request to HTX; the access key and the secret key come from the caller. */
class Signer(private val accessKey: String, private val secretKey: CharArray) {
    fun sign(method: String, host: String, path: String, query: Map<String, String>): String {
        val params = query + mapOf(
            "AccessKeyId" to accessKey,
            "SignatureMethod" to "HmacSHA256",
            "SignatureVersion" to "2",
        )
        val text = listOf(method, host, path, params.toSortedMap().entries.joinToString("&")).joinToString("\n")
        val mac = Mac.getInstance("HmacSHA256")
        mac.init(SecretKeySpec(String(secretKey).toByteArray(), "HmacSHA256"))
        return Base64.getEncoder().encodeToString(mac.doFinal(text.toByteArray()))
    }

    companion object {
        const val ACCESS_KEY_ENV = "HTX_ACCESS_KEY"
        const val SECRET_KEY_ENV = "HTX_SECRET_KEY"
        fun fromEnv() = Signer(System.getenv(ACCESS_KEY_ENV), System.getenv(SECRET_KEY_ENV).toCharArray())
    }
}
