PODS:
  - KeychainAccess (4.2.2)
  - SecretTextField (1.0.1)
  - Starscream (4.0.8)
SPEC CHECKSUMS:
  KeychainAccess: <<hex40>>
  SecretTextField: <<hex40>>
  Starscream: <<hex40>>
PODFILE CHECKSUM: <<hex40>>
COCOAPODS: 1.16.2
