ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base58:43>> deploy@trading-01
ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC<<base64:480>> anna@desk
