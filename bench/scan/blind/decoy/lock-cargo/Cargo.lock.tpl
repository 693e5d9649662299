[[package]]
name = "barter"
version = "0.12.1"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"

[[package]]
name = "hyperliquid_rust_sdk"
version = "0.6.0"
source = "git+https://github.com/hyperliquid-dex/hyperliquid-rust-sdk?rev=<<hex40#1>>#<<hex40#1>>"
