resource "aws_lambda_function" "mm" {
  function_name    = "bitmex-mm"
  source_code_hash = "<<base64:44>>"
  environment {
    variables = {
      BITMEX_API_KEY    = "<<key>>"
      BITMEX_API_SECRET = "<<secret>>"
    }
  }
}
