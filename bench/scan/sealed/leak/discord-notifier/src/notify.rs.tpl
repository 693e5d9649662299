use serde_json::json;

const WEBHOOK: &str = "<<webhook>>";

pub async fn fill(symbol: &str, side: &str, qty: f64, px: f64) -> reqwest::Result<()> {
    let body = json!({
        "username": "fills",
        "content": format!("{side} {qty} {symbol} @ {px}"),
    });
    reqwest::Client::new().post(WEBHOOK).json(&body).send().await?;
    Ok(())
}
