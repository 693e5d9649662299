use secrecy::SecretString;

#[derive(Debug, serde::Deserialize)]
pub struct ExchangeConfig {
    pub api_key: String,
    pub api_secret: SecretString,
    #[serde(default)]
    pub passphrase: Option<SecretString>,
}

pub fn load() -> anyhow::Result<ExchangeConfig> {
    Ok(ExchangeConfig {
        api_key: std::env::var("BYBIT_API_KEY")?,
        api_secret: SecretString::new(std::env::var("BYBIT_API_SECRET")?),
        passphrase: None,
    })
}
