{
  "version": 4,
  "terraform_version": "1.7.5",
  "serial": 31,
  "lineage": "<<uuid>>",
  "outputs": {},
  "resources": [
    {
      "mode": "managed",
      "type": "aws_ssm_parameter",
      "name": "kraken_key",
      "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
      "instances": [
        {"schema_version": 0, "attributes": {"id": "/bots/kraken/api_key", "name": "/bots/kraken/api_key", "type": "SecureString", "value": "<<key>>", "version": 2}}
      ]
    },
    {
      "mode": "managed",
      "type": "aws_ssm_parameter",
      "name": "kraken_secret",
      "provider": "provider[\"registry.terraform.io/hashicorp/aws\"]",
      "instances": [
        {"schema_version": 0, "attributes": {"id": "/bots/kraken/api_secret", "name": "/bots/kraken/api_secret", "type": "SecureString", "value": "<<secret>>", "version": 2}}
      ]
    }
  ]
}
