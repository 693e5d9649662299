peer: <<base64:44>>
  endpoint: 198.51.100.7:51820
  allowed ips: 10.9.0.2/32
  latest handshake: 41 seconds ago
peer: <<base64:44>>
  allowed ips: 10.9.0.3/32
