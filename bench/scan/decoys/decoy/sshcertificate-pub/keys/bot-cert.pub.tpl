ssh-ed25519-cert-v01@openssh.com AAAAIHNzaC1lZDI1NTE5<<alnum:620>>== bot@kraken-vps
