github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:43>>
|1|<<base64:28>>|<<base64:28>> ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB<<base64:88>>
tokyo-2.swingdesk.internal ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB<<base64:348>>
