pub static KRAKEN_API_KEY: &str = "<<key>>";
pub static KRAKEN_PRIVATE_KEY: &str =
    "<<secret>>";
pub const PAIRS: [&str; 3] = ["XBT/USD", "ETH/USD", "SOL/USD"];
pub const MAX_ORDER_USD: u64 = 400;
