package wallet

var paths = map[string]string{
	"m/44'/60'/0'/0/0": "<<address:eth>>",
	"m/44'/60'/0'/0/1": "<<address:eth>>",
}

// Derive asks the Ledger for the public key, the private key never leaves it.
func Derive(i uint32) (string, error) { return ledger.Address(i) }
