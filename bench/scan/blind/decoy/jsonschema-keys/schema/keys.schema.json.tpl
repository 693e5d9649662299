{
  "$id": "https://example.org/keys.schema.json",
  "type": "object",
  "properties": {
    "api_key": {"type": "string", "pattern": "^[A-Za-z0-9]{64}$"},
    "api_secret": {"type": "string", "pattern": "^[A-Za-z0-9]{64}$"},
    "passphrase": {"type": "string", "minLength": 8, "maxLength": 32}
  },
  "additionalProperties": false
}
