{
  "total": {"lines": {"pct": 91.2}},
  "/app/src/secret-store.ts": {"hash": "<<hex40>>", "lines": {"pct": 88.1}},
  "/app/src/api-key.ts": {"hash": "<<hex40>>", "lines": {"pct": 97.0}}
}
