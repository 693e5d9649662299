2026-02-20 06:00:00,001 INFO  boot   exchange=mexc apiKey=mx0v************** secret=********************************
2026-02-20 06:00:00,004 INFO  boot   telegram token=[REDACTED] chat=[REDACTED]
2026-02-20 06:00:00,019 INFO  boot   config sha256=<<hex64>>
2026-02-20 06:00:01,208 INFO  mexc   requestId=<<hex32>> symbols=2411
