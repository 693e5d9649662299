Get:1 https://deb.example.org stable InRelease [4,120 B]
Err:1 https://deb.example.org stable InRelease
  The following signatures couldn't be verified because the public key is not available: NO_PUBKEY <<HEX16>>
W: GPG error: https://deb.example.org stable InRelease: NO_PUBKEY <<HEX16>>
gpg: key <<HEX16>>: public key "Kraken bot packages <apt@example.org>" imported
gpg: Total number processed: 1
pub   ed25519 2026-01-04 [SC]
      <<HEX40>>
sub   cv25519 2026-01-04 [E]
