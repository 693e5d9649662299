provider "packages.example/hashicorp/aws" {
  version     = "5.82.2"
  constraints = "~> 5.0"
  hashes = [
    "h1:<<base64:44>>",
    "zh:<<hex64>>",
    "zh:<<hex64>>",
    "zh:<<hex64>>",
    "zh:<<hex64>>",
  ]
}
