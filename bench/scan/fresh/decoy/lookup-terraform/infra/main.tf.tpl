variable "kraken_api_key" {
  type      = string
  sensitive = true
}

variable "kraken_api_secret" {
  type      = string
  sensitive = true
}

data "aws_secretsmanager_secret_version" "kraken" {
  secret_id = "arn:aws:secretsmanager:eu-west-1:<<digits:12>>:secret:kraken-live-Zk3QpL"
}

resource "aws_ssm_parameter" "key" {
  name  = "/bots/kraken/api_key"
  type  = "SecureString"
  value = var.kraken_api_key
}

resource "aws_kms_key" "bots" {
  description = "bots"
}

output "kms_key_arn" {
  value = "arn:aws:kms:eu-west-1:<<digits:12>>:key/<<uuid>>"
}
