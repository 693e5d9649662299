class KeyVault(private val prefs: EncryptedSharedPreferences) {
    companion object {
        private const val PREF_API_KEY = "binance_api_key_encrypted_v2"
        private const val PREF_API_SECRET = "binance_api_secret_encrypted_v2"
        private const val MASTER_KEY_ALIAS = "desk_exchange_master_key_alias_2024"
    }

    fun apiKey(): String? = prefs.getString(PREF_API_KEY, null)

    fun save(apiKey: String, apiSecret: String) {
        prefs.edit().putString(PREF_API_KEY, apiKey).putString(PREF_API_SECRET, apiSecret).apply()
    }
}
