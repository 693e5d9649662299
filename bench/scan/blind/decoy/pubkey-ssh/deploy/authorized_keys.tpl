ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:44>> ops@trading-box
ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB<<base64:516>> marta@laptop
