[default]
aws_access_key_id = <<key>>
aws_secret_access_key = <<secret>>
region = eu-central-1

[bots-prod]
aws_access_key_id = <<key#2>>
aws_secret_access_key = <<secret#2>>
