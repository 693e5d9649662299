let mexc = MexcClient::new("<<key>>".to_string(), "<<secret>>".to_string());
// header X-MEXC-APIKEY
