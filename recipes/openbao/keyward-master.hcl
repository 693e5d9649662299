# What the Keyward that replaces keys needs beside keyward-rotate.hcl: to read the master keys, and never to change one. They stand outside of
# secret/keyward/, so that a Keyward that only reads its keys (keyward-read.hcl) cannot have them.
#   bao policy write keyward-master keyward-master.hcl
path "secret/data/keyward-master/+" {
  capabilities = ["read"]
}
