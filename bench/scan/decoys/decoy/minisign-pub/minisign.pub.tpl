untrusted comment: minisign public key of kraken-cli releases
RWQ<<alnum:53>>
