[
  {"height": 832930, "hash": "000000000000000000<<hex46>>", "prev": "000000000000000000<<hex46>>", "merkleroot": "<<hex64>>", "nonce": <<digits:9>>, "bits": "17038c15"},
  {"height": 832931, "hash": "000000000000000000<<hex46>>", "prev": "000000000000000000<<hex46>>", "merkleroot": "<<hex64>>", "nonce": <<digits:9>>, "bits": "17038c15"}
]
