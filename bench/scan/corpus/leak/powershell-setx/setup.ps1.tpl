setx BITGET_KEY "<<key>>"
setx BITGET_SECRET "<<secret>>"
[System.Environment]::SetEnvironmentVariable('BITGET_PASSPHRASE','<<passphrase>>','Machine')
