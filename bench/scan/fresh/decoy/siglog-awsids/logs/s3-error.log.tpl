botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the PutObject operation: Access Denied
  request id: <<upper:16>>, host id: <<base64:76>>
  bucket: swingdesk-klines  key: spot/BTCUSDT-1m/2024-05-09.parquet
  x-amz-checksum-sha256: <<base64:44>>  etag: "<<hex32>>"
