[default]
region = ap-northeast-1

[bot-deploy]
aws_access_key_id = <<key>>
aws_secret_access_key = <<secret>>
