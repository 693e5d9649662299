import boto3

s3 = boto3.client(
    "s3",
    region_name="ap-southeast-1",
    aws_access_key_id="<<key>>",
    aws_secret_access_key="<<secret>>",
)
s3.upload_file("klines/BTCUSDT-1m.parquet", "swingdesk-klines", "spot/BTCUSDT-1m.parquet")
