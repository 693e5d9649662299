# The secret of grid trading

The key to a calm night is a small position. Most beginners answer losses with
hope, a poor token of discipline; patience is the password to survival. Private opinions about the market
are public the moment you trade them. There is no passphrase that opens the future,
and the seed of every drawdown is planted in a winning week.
