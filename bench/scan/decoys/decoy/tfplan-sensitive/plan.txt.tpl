Terraform will perform the following actions:

  # aws_secretsmanager_secret_version.kraken will be updated in-place
  ~ resource "aws_secretsmanager_secret_version" "kraken" {
        id             = "arn:aws:secretsmanager:eu-west-1:<<digits:12>>:secret:kraken-<<alnum:6>>|terraform-<<digits:26>>"
      ~ secret_string  = (sensitive value)
      ~ version_id     = "terraform-<<digits:26>>" -> (known after apply)
    }

  # aws_instance.bot must be replaced
-/+ resource "aws_instance" "bot" {
      ~ ami                    = "ami-<<hex17>>" -> "ami-<<hex17>>" # forces replacement
      ~ id                     = "i-<<hex17>>" -> (known after apply)
      ~ primary_network_interface_id = "eni-<<hex17>>" -> (known after apply)
        key_name               = "trading-2026"
        subnet_id              = "subnet-<<hex17>>"
      ~ user_data              = "<<hex40>>" -> "<<hex40>>"
        vpc_security_group_ids = ["sg-<<hex17>>"]
    }

  # random_password.db will be created
  + resource "random_password" "db" {
      + bcrypt_hash = (sensitive value)
      + length      = 40
      + result      = (sensitive value)
    }

Plan: 2 to add, 1 to change, 1 to destroy.
