[10.0.4.7]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<base64:44>>
github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAI<<base64:124>>
# SHA256:<<base64:43>>
