interface: wg0
  public key: <<base64:44>>
  private key: (hidden)
  listening port: 51820

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.1:51820
  allowed ips: 10.9.0.1/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.2:51820
  allowed ips: 10.9.0.2/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.3:51820
  allowed ips: 10.9.0.3/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.4:51820
  allowed ips: 10.9.0.4/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.5:51820
  allowed ips: 10.9.0.5/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.6:51820
  allowed ips: 10.9.0.6/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.7:51820
  allowed ips: 10.9.0.7/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.8:51820
  allowed ips: 10.9.0.8/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.9:51820
  allowed ips: 10.9.0.9/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.10:51820
  allowed ips: 10.9.0.10/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.11:51820
  allowed ips: 10.9.0.11/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.12:51820
  allowed ips: 10.9.0.12/32

peer: <<base64:44>>
  preshared key: (hidden)
  endpoint: 203.0.113.13:51820
  allowed ips: 10.9.0.13/32

