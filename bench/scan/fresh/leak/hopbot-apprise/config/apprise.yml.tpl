version: 1
urls:
  - tgram://<<token>>/<<digits:9>>
  - <<webhook@discord|apprise>>?footer=no:
      - tag: trades
