{
  "version": "1.5.0",
  "plugins_used": [{"name": "Base64HighEntropyString", "limit": 4.5}, {"name": "KeywordDetector", "keyword_exclude": ""}],
  "results": {
    "tests/test_client.py": [
      {"type": "Secret Keyword", "filename": "tests/test_client.py", "hashed_secret": "<<hex40>>", "is_verified": false, "line_number": 6}
    ],
    "docs/binance.md": [
      {"type": "Hex High Entropy String", "filename": "docs/binance.md", "hashed_secret": "<<hex40>>", "is_verified": false, "line_number": 31}
    ]
  },
  "generated_at": "2026-01-22T14:00:03Z"
}
