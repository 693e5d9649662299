ZENBOT_KRAKEN_API_KEY=<<key@kraken>>
ZENBOT_KRAKEN_SECRET=<<secret@kraken>>
ZENBOT_CEXIO_CLIENT_ID=up<<digits:9>>
ZENBOT_CEXIO_API_KEY=<<key@cexio>>
ZENBOT_CEXIO_SECRET=<<secret@cexio>>
ZENBOT_PUSHOVER_TOKEN=<<token@pushover>>
