{
 "name": "Skynet",
 "exchanges": [
  {
   "name": "Bitstamp",
   "enabled": true,
   "api": {
    "authenticatedSupport": true,
    "credentials": { "key": "<<key@bitstamp>>", "secret": "<<secret@bitstamp>>", "clientID": "<<digits:6>>" },
    "credentialsValidator": { "requiresKey": true, "requiresSecret": true, "requiresClientID": true }
   }
  },
  {
   "name": "Bitmex",
   "api": { "credentials": { "key": "<<key@bitmex>>", "secret": "<<secret@bitmex>>" } }
  }
 ],
 "communications": {
  "telegram": { "name": "Telegram", "enabled": true, "verificationToken": "<<token@telegram>>" },
  "smtp": { "host": "smtp.example.org", "port": "537", "accountName": "bot", "accountPassword": "<<password@smtp>>" }
 }
}
