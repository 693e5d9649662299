app = "gemini-rebalance"
primary_region = "ams"

[build]
  image = "registry.fly.io/gemini-rebalance:deployment-<<upper:26>>"

[env]
  GEMINI_KEY = "<<key>>"
  GEMINI_SECRET = "<<secret>>"
  TZ = "UTC"

[[vm]]
  size = "shared-cpu-1x"
