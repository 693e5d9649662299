<?xml version="1.0" encoding="utf-8"?>
<resources>
    <string name="google_app_id" translatable="false">1:<<digits:12>>:android:<<hex16>></string>
    <string name="gcm_defaultSenderId" translatable="false"><<digits:12>></string>
    <string name="project_id" translatable="false">kucoin-widget</string>
    <string name="admob_app_id" translatable="false">ca-app-pub-<<digits:16>>~<<digits:10>></string>
    <string name="api_key_title">API key</string>
    <string name="api_secret_title">API secret</string>
    <string name="api_passphrase_hint">Passphrase of the key</string>
</resources>
