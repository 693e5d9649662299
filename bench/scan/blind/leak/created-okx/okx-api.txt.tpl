API details
API name: quant-hk
apikey = "<<key>>"
secretkey = "<<secret>>"
IP = ""
Remark: quant-hk
Permissions = "Read/Trade"
passphrase: <<passphrase>>
