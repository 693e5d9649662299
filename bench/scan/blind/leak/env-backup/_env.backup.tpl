# changed 2024-11-02
DEBUG=False
POLO_KEY = '<<key>>'
POLO_SECRET = "<<secret>>"   # trading only, no withdrawals
SENTRY_ENV=live
