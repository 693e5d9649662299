Running with gitlab-runner 16.11.0 (<<hex8>>)
  on tokyo-runner <<alnum:9>>, system ID: s_<<hex12>>
Using docker image sha256:<<hex64>> for python:3.12-slim with digest python@sha256:<<hex64>> ...
Fetching changes with git depth set to 20...
Checking out <<hex8>> as detached HEAD (ref is main)...
$ echo "key: $BYBIT_API_KEY"
key: [MASKED]
$ python -m pytest -q
41 passed in 3.20s
Uploading artifacts... id=<<digits:10>> responseStatus=201 Created
