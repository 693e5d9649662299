{
  "event_id": "<<hex32>>",
  "platform": "python",
  "level": "error",
  "release": "carry@<<hex40>>",
  "exception": {
    "values": [
      {
        "type": "AuthenticationError",
        "value": "okx {\"msg\":\"Invalid Sign\",\"code\":\"50113\"}",
        "stacktrace": {
          "frames": [
            {
              "filename": "carry/client.py",
              "function": "sign",
              "lineno": 88,
              "context_line": "        mac = hmac.new(bytes(self.secret, 'utf8'), msg, 'sha256')",
              "vars": {
                "self": "<carry.client.Client object at 0x7f31c2a0d3d0>",
                "api_key": "'<<key>>'",
                "secret": "'<<secret>>'",
                "passphrase": "'<<passphrase>>'",
                "timestamp": "'2024-04-30T11:20:05.123Z'"
              }
            }
          ]
        }
      }
    ]
  },
  "tags": {"server_name": "tokyo-2"}
}
