version: 1
urls:
  - tgram://<<token@telegram>>/<<digits:9>>
  - <<webhook@discord|apprise>>
