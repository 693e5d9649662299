package build

// Set by the release job.
var (
	Commit   = "<<hex40>>"
	Digest   = "sha256:<<hex64>>"
	BuildID  = "<<b64url:20>>/<<b64url:20>>/<<b64url:20>>/<<b64url:20>>"
	MachineID = "<<hex32>>"
)

// Names of the secrets in the vault, not the secrets.
const (
	SecretBinanceKey    = "trading/binance/api-key"
	SecretBinanceSecret = "trading/binance/api-secret"
)
