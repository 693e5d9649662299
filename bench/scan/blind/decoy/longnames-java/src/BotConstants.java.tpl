public final class BotConstants {
    public static final String PREF_API_KEY = "preference_exchange_api_key_v2";
    public static final String PREF_API_SECRET = "preference_exchange_api_secret_v2";
    public static final String EXTRA_PASSPHRASE = "com.gridbot.extra.EXCHANGE_PASSPHRASE";
    public static final String CHANNEL_TOKEN_EXPIRED = "notification_channel_token_expired";
    private BotConstants() {}
}
