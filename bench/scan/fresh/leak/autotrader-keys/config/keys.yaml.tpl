OANDA:
  LIVE_API: "api-fxtrade.oanda.com"
  LIVE_ACCESS_TOKEN: "<<token>>"
  DEFAULT_ACCOUNT_ID: "001-004-<<digits:7>>-001"
  PRACTICE_API: "api-fxpractice.oanda.com"
  PRACTICE_ACCESS_TOKEN: "practice-token-here"
  PORT: 443
