arn:aws:kms:eu-central-1:123456789012:key/<<uuid>>
ami-<<hex17>> sg-<<hex17>> vpc-<<hex17>>
