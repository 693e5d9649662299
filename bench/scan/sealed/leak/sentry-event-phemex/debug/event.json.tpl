{
  "event_id": "<<hex32>>",
  "platform": "python",
  "level": "error",
  "exception": {
    "values": [
      {
        "type": "AuthenticationError",
        "value": "phemex {\"code\":401,\"msg\":\"401 Insufficient privilege\"}",
        "stacktrace": {
          "frames": [
            {
              "function": "place",
              "module": "bot.exec",
              "lineno": 71,
              "vars": {
                "self": "<bot.exec.Executor object>",
                "api_key": "'<<key>>'",
                "api_secret": "'<<secret>>'",
                "symbol": "'ETHUSDT'"
              }
            }
          ]
        }
      }
    ]
  }
}
