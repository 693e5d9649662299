import oandapyV20
api = oandapyV20.API(access_token="<<token>>", environment="live")
ACCOUNT = "001-004-<<digits:7>>-001"
