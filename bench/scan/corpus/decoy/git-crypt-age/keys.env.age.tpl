age-encryption.org/v1
-> X25519 <<base64:43>>
<<base64:43>>
--- <<base64:43>>
