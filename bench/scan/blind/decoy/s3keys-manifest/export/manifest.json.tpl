{
  "Buckets": "md-archive",
  "Contents": [
    {"Key": "bybit/trades/2024-12-01/<<hex32>>.csv.gz", "ETag": "\"<<hex32>>\"", "Size": 18231},
    {"Key": "bybit/trades/2024-12-02/<<hex32>>.csv.gz", "ETag": "\"<<hex32>>-14\"", "Size": 18877}
  ],
  "NextContinuationToken": "1<<base64:76>>"
}
