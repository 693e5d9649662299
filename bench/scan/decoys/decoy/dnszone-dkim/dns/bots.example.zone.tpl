$TTL 3600
bots.example. IN SOA ns1.example. ops.example. 2026030101 7200 900 1209600 300
bots.example. IN TXT "v=spf1 include:_spf.example -all"
bots.example. IN TXT "google-site-verification=<<b64url:43>>"
mail._domainkey.bots.example. IN TXT ( "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0B<<alnum:200>>" "<<alnum:166>>IDAQAB" )
bots.example. IN DNSKEY 257 3 13 <<base64:88>>
bots.example. IN DS <<digits:5>> 13 2 <<HEX64>>
_443._tcp.gw IN TLSA 3 1 1 <<hex64>>
vps IN SSHFP 4 2 <<hex64>>
