<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
	<key>KrakenAPIKey</key>
	<string><<key>></string>
	<key>KrakenPrivateKey</key>
	<string><<secret>></string>
	<key>PollSeconds</key>
	<integer>30</integer>
</dict>
</plist>
