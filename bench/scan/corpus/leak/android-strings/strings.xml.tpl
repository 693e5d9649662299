<resources>
    <string name="app_name">Signals</string>
    <string name="binance_api_key"><<key>></string>
    <string name="binance_secret"><<secret>></string>
</resources>
