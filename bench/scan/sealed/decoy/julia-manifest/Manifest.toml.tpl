julia_version = "1.11.2"
manifest_format = "2.0"
project_hash = "<<hex40>>"

[[deps.HTTP]]
deps = ["Base64", "Dates", "MbedTLS"]
git-tree-sha1 = "<<hex40>>"
uuid = "<<uuid>>"
version = "1.10.15"

[[deps.CryptoExchangeAPIs]]
git-tree-sha1 = "<<hex40>>"
uuid = "<<uuid>>"
version = "0.9.0"
