profile: npub1<<bech32:58>>
follows:
  - npub1<<bech32:58>>
  - npub1<<bech32:58>>
pinned:
  - note1<<bech32:58>>
relays: [wss://relay.desk.example]
