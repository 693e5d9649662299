pub const BINANCE_KEY_VAR: &str = "BINANCE_FUTURES_PRODUCTION_API_KEY";
pub const BINANCE_SECRET_VAR: &str = "BINANCE_FUTURES_PRODUCTION_API_SECRET";

pub fn api_secret() -> Result<String, std::env::VarError> {
    std::env::var(BINANCE_SECRET_VAR)
}
