<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>CoinexAccessId</key>
	<string><<key>></string>
	<key>CoinexSecretKey</key>
	<string><<secret>></string>
	<key>PollSeconds</key>
	<integer>30</integer>
</dict>
</plist>
