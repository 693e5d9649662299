untrusted comment: signature from minisign secret key
RUQ<<alnum:97>>=
trusted comment: timestamp:1772000000	file:kraken-cli.tar.gz	hashed
<<base64:88>>
