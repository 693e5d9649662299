namespace TradingBotPrj
{
    public class Settings
    {
        public const string BaseEndpoint = "https://api.binance.com";
        public const string ApiKey = "<<key>>";
        public const string SecretKey = "<<secret>>";
    }

    /*
     * api: https://api.binance.com
     * testnet: https://testnet.binance.vision
     */
}
