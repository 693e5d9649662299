PODS:
  - CryptoSwift (1.8.3)
  - Starscream (4.0.8)

DEPENDENCIES:
  - CryptoSwift (~> 1.8)
  - Starscream (~> 4.0)

SPEC CHECKSUMS:
  CryptoSwift: <<hex40>>
  Starscream: <<hex40>>

PODFILE CHECKSUM: <<hex40>>
COCOAPODS: 1.15.2
