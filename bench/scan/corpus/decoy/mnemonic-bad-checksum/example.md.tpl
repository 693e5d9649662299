A seed phrase looks like this (not valid): <<mnemonicInvalid:12>>
