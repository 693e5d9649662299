artifact_uri: s3://desk-mlflow/0/<<hex32>>/artifacts
end_time: 1771459900123
experiment_id: '<<digits:18>>'
lifecycle_stage: active
run_id: <<hex32>>
run_name: bybit-lob-transformer
run_uuid: <<hex32>>
user_id: anna
