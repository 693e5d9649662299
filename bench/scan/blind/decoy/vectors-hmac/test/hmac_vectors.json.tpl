[
  {"name": "rfc4231-like 1", "key_bytes": 20, "message": "0x<<hex16>>", "hmac_sha256": "<<hex64>>"},
  {"name": "rfc4231-like 2", "key_bytes": 4, "message": "0x<<hex56>>", "hmac_sha256": "<<hex64>>"}
]
