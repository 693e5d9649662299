{"transactionHash":"0x<<hex64>>","logs":[{"address":"0x<<hex40>>","topics":["0x<<hex64>>","0x000000000000000000000000<<hex40>>"],"data":"0x<<hex128>>"}],"logsBloom":"0x<<hex512>>"}
