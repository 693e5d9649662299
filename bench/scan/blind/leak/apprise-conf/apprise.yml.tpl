version: 1
urls:
  - tgram://<<token>>/55120983/
  - <<webhook@discord|apprise>>
  - slack://example
