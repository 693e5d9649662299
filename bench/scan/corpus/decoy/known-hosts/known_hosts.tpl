|1|<<base64:28>>|<<base64:28>> ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:43>>
github.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ<<base64:480>>
