$ printenv | sort
CI=true
CI_COMMIT_SHA=<<hex40>>
COINBASE_KEY_NAME=<<key>>
COINBASE_PRIVATE_KEY=<<secret|esc>>
HOME=/root
$ python report.py
