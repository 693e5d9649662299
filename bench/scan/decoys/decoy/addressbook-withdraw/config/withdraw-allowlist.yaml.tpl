# withdrawals go to these and nothing else
allowlist:
  - label: leverage-1
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: delta-2
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: grid-3
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: router-4
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: sweep-5
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: margin-6
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: depth-7
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: basis-8
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: ladder-9
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: maker-10
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: signal-11
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: signal-12
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: carry-13
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
  - label: ledger-14
    btc: <<address:btc>>
    eth: "<<address:eth>>"
    dydx: <<address:dydx>>
