# who may restart the bybit bot
restrict,command="/usr/local/bin/bot-restart" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<alnum:43>> phone
from="198.51.100.0/24" ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ<<alnum:500>>== kai@desk
sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1<<alnum:92>>== yubikey
