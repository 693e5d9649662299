artifact_uri: mlflow-artifacts:/0/<<hex32#1>>/artifacts
end_time: 1737000999112
entry_point_name: ''
experiment_id: '0'
lifecycle_stage: active
run_id: <<hex32#1>>
run_name: secretive-ant-817
source_version: <<hex40>>
