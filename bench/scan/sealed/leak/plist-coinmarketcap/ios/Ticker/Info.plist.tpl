<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>CFBundleIdentifier</key>
	<string>com.desk.ticker</string>
	<key>CoinMarketCapApiKey</key>
	<string><<token@coinmarketcap>></string>
	<key>CryptoCompareApiKey</key>
	<string><<token@cryptocompare>></string>
	<key>UIRequiresFullScreen</key>
	<true/>
</dict>
</plist>
