pub const BTC_USD_FEED: &str = "0x<<hex64>>";
pub const ETH_USD_FEED: &str = "0x<<hex64>>";
pub const PYTH_PROGRAM: &str = "<<base58:44>>";
