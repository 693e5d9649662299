ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<alnum:43>> binance-secret-trader@vps
