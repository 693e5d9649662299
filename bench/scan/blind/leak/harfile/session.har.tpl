{
  "log": {
    "version": "1.2",
    "creator": {"name": "Firefox", "version": "133.0"},
    "entries": [
      {
        "startedDateTime": "2025-01-08T07:55:01.118+01:00",
        "request": {
          "method": "GET",
          "url": "https://www.deribit.com/api/v2/public/auth?client_id=<<key>>&client_secret=<<secret>>&grant_type=client_credentials",
          "headers": [{"name": "User-Agent", "value": "Mozilla/5.0"}]
        },
        "response": {"status": 200}
      }
    ]
  }
}
