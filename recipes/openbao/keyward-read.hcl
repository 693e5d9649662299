# What Keyward needs to read its credentials, and no more. Put each credential below secret/keyward/, one secret for each key.
#   bao policy write keyward-read keyward-read.hcl
path "secret/data/keyward/+" {
  capabilities = ["read"]
}

# To prolong its own token, to see how long it is good, and to give it back.
path "auth/token/renew-self" {
  capabilities = ["update"]
}
path "auth/token/lookup-self" {
  capabilities = ["read"]
}
path "auth/token/revoke-self" {
  capabilities = ["update"]
}
