public final class Keys {
    static final String API_KEY = "apiKey";
    static final String API_SECRET = "apiSecret";
    static final String KUCOIN_PASSPHRASE_HEADER = "KC-API-PASSPHRASE";
    static final String SECRET_KEY_ALIAS = "com.example.bot.exchange.binance.secretKeyAliasForAndroidKeystoreEntry01";
}
