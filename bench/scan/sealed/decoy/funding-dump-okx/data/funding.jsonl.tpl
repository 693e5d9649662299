{"instId":"BTC-USDT-SWAP","fundingRate":"0.0000915331845672","realizedRate":"0.0000915331845672","fundingTime":"1771459200000","method":"current_period","rowId":"<<uuid>>"}
{"instId":"ETH-USDT-SWAP","fundingRate":"-0.0000211870120043","realizedRate":"-0.0000211870120043","fundingTime":"1771459200000","method":"current_period","rowId":"<<uuid>>"}
{"instId":"SOL-USDT-SWAP","fundingRate":"0.0001204418311921","realizedRate":"0.0001204418311921","fundingTime":"1771459200000","method":"current_period","rowId":"<<uuid>>"}
