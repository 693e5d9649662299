# dYdX v4 funding farm

- address `<<address:dydx>>`
- hedge leg on spot, rebalance when delta > 2 %
- seed (24 words, only copy besides paper!):

  <<mnemonic>>

- next: move USDC from Noble, then start `farm.py`
