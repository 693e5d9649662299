whale 1   <<base58:44>>
whale 2   <<base58:44>>
insider?  <<base58:43>>
eth guy   <<address:eth>>
