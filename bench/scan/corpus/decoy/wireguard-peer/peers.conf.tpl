[Peer]
PublicKey = <<base64:44>>
AllowedIPs = 10.9.0.2/32
Endpoint = vps.example.org:51820
