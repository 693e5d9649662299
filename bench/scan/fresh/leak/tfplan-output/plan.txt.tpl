Terraform will perform the following actions:

  # aws_lambda_function.relay will be updated in-place
  ~ resource "aws_lambda_function" "relay" {
        id               = "tv-relay"
      ~ source_code_hash = "<<base64:44>>" -> "<<base64:44>>"

      ~ environment {
          ~ variables = {
              + "BYBIT_API_KEY"    = "<<key>>"
              + "BYBIT_API_SECRET" = "<<secret>>"
                "SYMBOL"           = "ETHUSDT"
            }
        }
    }

Plan: 0 to add, 1 to change, 0 to destroy.
