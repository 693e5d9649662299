Resources:
  Rebalance:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Environment:
        Variables:
          APCA_KEY: '{{resolve:secretsmanager:alpaca:SecretString:key}}'
          APCA_SECRET: '{{resolve:secretsmanager:alpaca:SecretString:secret}}'
