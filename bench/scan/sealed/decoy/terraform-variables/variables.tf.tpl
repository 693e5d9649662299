variable "okx_api_key" {
  type      = string
  sensitive = true
}

variable "okx_secret_key" {
  type        = string
  sensitive   = true
  description = "32 upper hex digits, from the vault path trading/okx"
}

variable "okx_passphrase" {
  type      = string
  sensitive = true
}

data "aws_kms_key" "desk" {
  key_id = "<<uuid>>"
}
