# pack-refs with: peeled fully-peeled sorted
<<hex40>> refs/heads/main
<<hex40>> refs/heads/fix/api-secret-mask
<<hex40>> refs/remotes/origin/main
<<hex40>> refs/tags/v1.0.0
^<<hex40>>
