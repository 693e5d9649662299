const API_KEY: &str = "<<key>>";
const API_SECRET: &str = "<<secret>>";

fn main() {
    let auth = format!("BITSTAMP {}", API_KEY);
    println!("X-Auth: {auth} host=www.bitstamp.net {}", API_SECRET.len());
}
