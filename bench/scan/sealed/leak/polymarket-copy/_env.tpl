PK=<<privateKey>>
FUNDER=<<address:eth>>
CLOB_API_URL=https://clob.polymarket.com
CLOB_API_KEY=<<key>>
CLOB_SECRET=<<secret>>
CLOB_PASS_PHRASE=<<passphrase>>
COPY_RATIO=0.05
