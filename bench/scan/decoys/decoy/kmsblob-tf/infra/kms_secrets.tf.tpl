data "aws_kms_secrets" "kraken" {
  secret {
    name    = "api_key"
    payload = "AQICAHh<<alnum:193>>=="
    context = { app = "kraken-dca" }
  }
  secret {
    name    = "private_key"
    payload = "AQICAHh<<alnum:237>>=="
    context = { app = "kraken-dca" }
  }
}

resource "aws_ecs_task_definition" "dca" {
  family = "kraken-dca"
  container_definitions = jsonencode([{
    name  = "dca"
    image = "registry.example/dca@sha256:<<hex64>>"
    environment = [
      { name = "KRAKEN_API_KEY", value = data.aws_kms_secrets.kraken.plaintext["api_key"] },
      { name = "KRAKEN_PRIVATE_KEY", value = data.aws_kms_secrets.kraken.plaintext["private_key"] },
    ]
  }])
}
