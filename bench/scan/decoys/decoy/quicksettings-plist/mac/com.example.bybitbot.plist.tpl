<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
  <key>Label</key><string>com.example.bybitbot</string>
  <key>ProgramArguments</key>
  <array>
    <string>/usr/local/bin/bybitbot</string>
    <string>--keychain-item</string><string>bybit-api-secret</string>
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>BYBIT_API_KEY_SOURCE</key><string>keychain</string>
    <key>BUILD_UUID</key><string><<uuid>></string>
  </dict>
  <key>KeepAlive</key><true/>
</dict>
</plist>
