BINGX_API_KEY="<<key>>"
BINGX_SECRET_KEY="<<secret>>"
BINGX_ENV=prod-live
