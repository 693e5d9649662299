{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:uuid:<<uuid>>",
  "title": "Exchange account",
  "type": "object",
  "properties": {
    "apiKey": {"type": "string", "minLength": 8, "pattern": "^[A-Za-z0-9_-]{8,128}$"},
    "apiSecret": {"type": "string", "minLength": 16, "writeOnly": true, "examples": ["***"]},
    "passphrase": {"type": "string", "maxLength": 64, "writeOnly": true}
  },
  "required": ["apiKey", "apiSecret"],
  "additionalProperties": false
}
