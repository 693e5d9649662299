# Agent wallet

```sh
cast wallet new ~/.foundry/keystores agent-hl
cast wallet import bot --interactive
cast send $TO "claim()" --account bot --password-file ~/.pw
```

The private key is asked for on the terminal, it is not an argument.
