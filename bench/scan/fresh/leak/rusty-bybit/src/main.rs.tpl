use bybit::{account::AccountManager, api::Bybit};

const API_KEY: &str = "<<key>>";
const SECRET: &str = "<<secret>>";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let account: AccountManager = Bybit::new(Some(API_KEY.into()), Some(SECRET.into()));
    let wallet = account.get_wallet_balance("UNIFIED", None).await?;
    println!("{:?}", wallet.result.list);
    Ok(())
}
