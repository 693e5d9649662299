hostname: api-fxpractice.oanda.com
streaming_hostname: stream-fxpractice.oanda.com
port: 443
ssl: true
token: <<token>>
username: hkarlsen
datetime_format: RFC3339
accounts:
- 101-004-7731120-001
active_account: 101-004-7731120-001
