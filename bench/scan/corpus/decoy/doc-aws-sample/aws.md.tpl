aws_access_key_id = <<doc:aws-example-key>>
aws_secret_access_key = <<doc:aws-example-secret>>
