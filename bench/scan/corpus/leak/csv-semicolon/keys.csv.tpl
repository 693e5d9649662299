"Name";"API Key";"Secret Key";"Passphrase";"IP"
"grid";"<<key>>";"<<secret>>";"<<passphrase>>";"203.0.113.4"
