[{"coin":"ETH","oid":<<digits:11>>,"cloid":"0x<<hex32>>","hash":"0x<<hex64>>","tid":<<digits:15>>,"user":"0x<<hex40>>"}]
