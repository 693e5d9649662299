Your seed phrase is never a thing to type into a website. Write the words on paper,
put the paper where fire and water do not reach it, and tell nobody but your heirs.
An API key is different: it can be made again, so delete it whenever you doubt it.

- never send a private key in a chat
- a token of a bot is a password
- a secret in a log is a secret no more
