<?xml version="1.0" encoding="utf-8"?>
<resources>
    <string name="app_id" translatable="false">io.swingdesk.tracker</string>
    <string name="binance_api_key" translatable="false"><<key>></string>
    <string name="binance_secret_key" translatable="false"><<secret>></string>
</resources>
