# What Keyward needs to read its credentials and to put new versions of them when it rotates keys, and no more: it cannot make, delete
# or list secrets.
#   bao policy write keyward-rotate keyward-rotate.hcl
path "secret/data/keyward/+" {
  capabilities = ["read", "update"]
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
