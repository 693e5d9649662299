config/keys.json filter=git-crypt diff=git-crypt
*.secret filter=git-crypt diff=git-crypt
.env.live filter=git-crypt diff=git-crypt
*.ipynb filter=nbstripout
