[coinbasepro]
; made 2024-02
apiKey: <<key>>
apiSecret: <<secret>>
passphrase: <<passphrase>>
