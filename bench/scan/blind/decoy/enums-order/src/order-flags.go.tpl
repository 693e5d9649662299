package exchange

const (
	SecretKeyRotationReminderIntervalSeconds = 86400 * 30
	ApiKeyPermissionSpotAndMarginTradingOnly = "SPOT_AND_MARGIN_TRADING_ONLY"
	ApiKeyPermissionUniversalTransferEnabled = "UNIVERSAL_TRANSFER_ENABLED"
	TokenBucketRefillPerSecondPerApiKey      = 20
)
