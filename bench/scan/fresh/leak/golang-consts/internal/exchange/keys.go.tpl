package exchange

const (
	bitmartBase   = "https://api-cloud.bitmart.com"
	bitmartKey    = "<<key>>"
	bitmartSecret = "<<secret>>"
	bitmartMemo   = "<<memo>>"
)
