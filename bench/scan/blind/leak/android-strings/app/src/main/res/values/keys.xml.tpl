<?xml version="1.0" encoding="utf-8"?>
<resources>
    <string name="bitget_api_key" translatable="false"><<key>></string>
    <string name="bitget_secret" translatable="false"><<secret>></string>
    <string name="bitget_pass" translatable="false"><<passphrase>></string>
</resources>
