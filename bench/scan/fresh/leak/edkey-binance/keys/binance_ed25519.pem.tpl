<<secret:ed25519-pem>>
