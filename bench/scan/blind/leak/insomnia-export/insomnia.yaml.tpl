type: collection.insomnia.rest/5.0
name: bitget
meta:
  id: wrk_<<hex32>>
  created: 1741200011230
environments:
  name: Base Environment
  meta:
    id: env_<<hex40>>
  data:
    base: https://api.bitget.com
    ACCESS_KEY: <<key>>
    SECRET: <<secret>>
    PASSPHRASE: "<<passphrase>>"
