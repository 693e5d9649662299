_wandb:
  value:
    cli_version: 0.19.1
    e:
      <<base32l:32>>:
        codePath: train.py
        git: {commit: <<hex40>>}
learning_rate: {value: 0.0003}
tokens_per_batch: {value: 4096}
