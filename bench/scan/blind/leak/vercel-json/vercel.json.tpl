{
  "version": 2,
  "functions": {"api/hook.ts": {"maxDuration": 10}},
  "env": {
    "BOT_TOKEN": "<<token>>",
    "MEXC_ACCESS_KEY": "<<key@mexc>>",
    "MEXC_SECRET_KEY": "<<secret@mexc>>"
  }
}
