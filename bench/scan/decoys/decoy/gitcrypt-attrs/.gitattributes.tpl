secrets/** filter=git-crypt diff=git-crypt
*.key filter=git-crypt diff=git-crypt
config/bitmex-api-key.json filter=git-crypt diff=git-crypt
config/bitmex-api-secret.json filter=git-crypt diff=git-crypt
.gitattributes !filter !diff
# collaborators: gpg fingerprint <<HEX40>> (kai), <<HEX40>> (lena)
