<<privateKey:ed25519-pem>>
