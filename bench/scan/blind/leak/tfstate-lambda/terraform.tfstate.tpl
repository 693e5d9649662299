{
  "version": 4,
  "terraform_version": "1.7.2",
  "serial": 41,
  "lineage": "<<uuid>>",
  "resources": [
    {
      "mode": "managed",
      "type": "aws_lambda_function",
      "name": "rebalance",
      "instances": [
        {
          "attributes": {
            "function_name": "rebalance",
            "source_code_hash": "<<base64:44>>",
            "environment": [
              {"variables": {"APCA_KEY": "<<key>>", "APCA_SECRET": "<<secret>>", "STAGE": "prod"}}
            ]
          }
        }
      ]
    }
  ]
}
