version https://git-lfs.github.com/spec/v1
oid sha256:<<hex64>>
size 48120331
