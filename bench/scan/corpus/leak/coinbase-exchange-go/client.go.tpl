package cb

import "net/http"

const (
	accessKey        = "<<key>>"
	accessPassphrase = "<<passphrase>>"
	accessSecret     = "<<secret>>"
)

func sign(r *http.Request, sig, ts string) {
	r.Header.Set("CB-ACCESS-KEY", accessKey)
	r.Header.Set("CB-ACCESS-SIGN", sig)
	r.Header.Set("CB-ACCESS-TIMESTAMP", ts)
	r.Header.Set("CB-ACCESS-PASSPHRASE", accessPassphrase)
}
