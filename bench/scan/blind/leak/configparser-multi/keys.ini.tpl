[DEFAULT]
exchange = bingx
testnet = no

[acc-anna]
apikey = <<key>>
secretkey = <<secret>>

[acc-boris]
apikey = <<key#2>>
secretkey = <<secret#2>>
