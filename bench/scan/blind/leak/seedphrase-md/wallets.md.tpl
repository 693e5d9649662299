## Rabby hot wallet (airdrops)

Seed, in order:

<<mnemonic:12|numbered>>

Used on: Base, Scroll, zkSync. Do not use for the main one.
