{"https://api.coingecko.com/api/v3/ping":{"etag":"W/\"<<hex32>>\"","last-modified":"Thu, 01 Oct 2026 10:00:00 GMT"},"s3":{"ETag":"\"<<hex32>>-12\"","x-amz-version-id":"<<alnum:32>>"}}
