{
 "name": "box2",
 "encryptConfig": 0,
 "globalHTTPTimeout": 15000000000,
 "communications": {
  "telegram": {"name": "Telegram", "enabled": true, "verbose": false, "verificationToken": "<<token@telegram>>"},
  "slack": {"name": "Slack", "enabled": true, "verbose": false, "targetChannel": "fills", "verificationToken": "<<token@slack>>"}
 },
 "exchanges": [
  {
   "name": "Kraken",
   "enabled": true,
   "httpTimeout": 15000000000,
   "api": {
    "authenticatedSupport": true,
    "authenticatedWebsocketApiSupport": true,
    "credentials": {
     "key": "<<key>>",
     "secret": "<<secret>>"
    },
    "credentialsValidator": {"requiresKey": true, "requiresSecret": true}
   }
  },
  {
   "name": "Bitstamp",
   "enabled": true,
   "api": {
    "authenticatedSupport": true,
    "credentials": {
     "key": "<<key@bitstamp>>",
     "secret": "<<secret@bitstamp>>",
     "clientID": "418820"
    }
   }
  }
 ]
}
