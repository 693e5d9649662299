use binance_spot_connector_rust::{
    http::Credentials,
    hyper::BinanceHttpClient,
    trade,
};

#[tokio::main]
async fn main() {
    let credentials = Credentials::from_hmac(
        "<<key>>",
        "<<secret>>",
    );
    let client = BinanceHttpClient::default().credentials(credentials);
    let data = client.send(trade::account()).await.unwrap();
    println!("{}", data.into_body_str().await.unwrap());
}
