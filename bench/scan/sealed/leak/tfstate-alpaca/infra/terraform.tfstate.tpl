{
  "version": 4,
  "terraform_version": "1.9.5",
  "serial": 31,
  "lineage": "<<uuid>>",
  "outputs": {},
  "resources": [
    {
      "mode": "managed",
      "type": "aws_lambda_function",
      "name": "rebalance",
      "provider": "provider[\"packages.example/hashicorp/aws\"]",
      "instances": [
        {
          "schema_version": 0,
          "attributes": {
            "function_name": "rebalance",
            "source_code_hash": "<<base64:44>>",
            "environment": [
              {"variables": {"APCA_API_KEY_ID": "<<key>>", "APCA_API_SECRET_KEY": "<<secret>>", "TARGET": "60/40"}}
            ]
          }
        }
      ]
    }
  ]
}
