*.env filter=git-crypt diff=git-crypt
api-keys.json filter=git-crypt diff=git-crypt
*.parquet filter=lfs diff=lfs merge=lfs -text
