Sparrow wallet "bot profits"
derivation m/84'/0'/0'
seed (24): <<mnemonic:24>>
no passphrase
