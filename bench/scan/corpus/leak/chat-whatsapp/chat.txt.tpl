14.09.26, 18:22 - Leo: Kucoin API
14.09.26, 18:22 - Leo: <<key>>
14.09.26, 18:22 - Leo: <<secret>>
14.09.26, 18:23 - Leo: pw <<passphrase>>
