path "secret/data/bots/+/api_key" {
  capabilities = ["read"]
}

path "transit/sign/bots-<<uuid>>" {
  capabilities = ["update"]
}

path "auth/token/renew-self" {
  capabilities = ["update"]
}
