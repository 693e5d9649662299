ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:43>> trader@desk
ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ<<base64:340>> backup@nas
