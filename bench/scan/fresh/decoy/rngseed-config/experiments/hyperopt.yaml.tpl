experiment: lstm-v4
run_id: <<hex32>>
seed: <<digits:10>>
numpy_seed: <<digits:9>>
torch_seed: <<digits:9>>
dataset_sha256: <<hex64>>
checkpoint: s3://models/lstm-v4/<<hex40>>.pt
mlflow_tracking_uri: http://10.0.0.5:5000
