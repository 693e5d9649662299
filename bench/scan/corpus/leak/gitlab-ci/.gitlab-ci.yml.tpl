variables:
  CB_ACCESS_KEY: "<<key>>"
  CB_ACCESS_PASSPHRASE: "<<passphrase>>"
  CB_ACCESS_SECRET: "<<secret>>"
dca:
  image: node:20
  script: [npm ci, node dca.js]
  only: [schedules]
