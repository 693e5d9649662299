outs:
- md5: <<hex32>>.dir
  size: 982113441
  nfiles: 31
  hash: md5
  path: trades
deps:
- md5: <<hex32>>
  path: pull_deribit.py
