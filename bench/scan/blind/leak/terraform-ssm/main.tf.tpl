resource "aws_ssm_parameter" "okx_key" {
  name  = "/bots/okx/key"
  type  = "SecureString"
  value = "<<key>>"
}

resource "aws_ssm_parameter" "okx_secret" {
  name  = "/bots/okx/secret"
  type  = "SecureString"
  value = "<<secret>>"
}

resource "aws_ssm_parameter" "okx_passphrase" {
  name  = "/bots/okx/passphrase"
  type  = "SecureString"
  value = "<<passphrase>>"
}
