[[package]]
name = "barter"
version = "0.12.0"
source = "registry+https://crates.example.org/index"
checksum = "<<hex64>>"
