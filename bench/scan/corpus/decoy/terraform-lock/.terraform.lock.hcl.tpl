provider "registry.terraform.io/hashicorp/aws" {
  version = "5.60.0"
  hashes = [
    "h1:<<base64:44>>",
    "zh:<<hex64>>",
  ]
}
