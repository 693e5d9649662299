# Your seed phrase

A dYdX wallet made by us has 24 words. It looks like this:

    1. ______   2. ______   3. ______  ...  24. ______

For example `word1 word2 word3 word4 word5 word6 word7 word8 word9 word10 word11 word12`.
We show only the first and the last word again (`zebra … orbit`) so that you can check your paper.
Never type the mnemonic into a chat, a form or a bot's configuration file.
