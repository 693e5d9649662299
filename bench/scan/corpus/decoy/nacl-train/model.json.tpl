{"weights":"<<base64:400>>","bias":[0.12,-0.4],"features_hash":"<<hex32>>","model_id":"sub-train-BTC_1790000000_<<hex8>>"}
