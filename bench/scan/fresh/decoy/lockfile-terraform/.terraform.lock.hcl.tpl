provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.46.0"
  constraints = "~> 5.40"
  hashes = [
    "h1:<<base64:44>>",
    "zh:<<hex64>>",
    "zh:<<hex64>>",
    "zh:<<hex64>>",
  ]
}
