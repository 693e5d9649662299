secretsprovider: awskms://alias/pulumi?region=eu-central-1
encryptedkey: AQICAHg<<alnum:241>>==
config:
  aws:region: eu-central-1
  bot:exchange: kraken
  bot:krakenKey:
    secure: v1:<<base64:16>>:<<base64:96>>
  bot:krakenPrivateKey:
    secure: v1:<<base64:16>>:<<base64:140>>
