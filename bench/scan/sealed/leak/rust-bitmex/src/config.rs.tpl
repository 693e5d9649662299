#[derive(Clone, Debug)]
pub struct BitmexConfig {
    pub base: String,
    pub api_key: String,
    pub api_secret: String,
    pub max_position: i64,
}

impl Default for BitmexConfig {
    fn default() -> Self {
        Self {
            base: "https://www.bitmex.com/api/v1".to_string(),
            api_key: "<<key>>".to_string(),
            api_secret: "<<secret>>".to_string(),
            max_position: 20_000,
        }
    }
}
