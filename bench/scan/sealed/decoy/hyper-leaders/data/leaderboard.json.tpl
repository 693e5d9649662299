[
  {"ethAddress": "<<address:eth>>", "accountValue": "1820311.42", "displayName": null, "windowPerformances": [["day", {"pnl": "10211.9", "roi": "0.0056"}]]},
  {"ethAddress": "<<address:eth>>", "accountValue": "911204.08", "displayName": "kenji", "windowPerformances": [["day", {"pnl": "-2004.1", "roi": "-0.0021"}]]},
  {"ethAddress": "<<address:eth>>", "accountValue": "622118.77", "displayName": null, "windowPerformances": [["day", {"pnl": "88.2", "roi": "0.0001"}]]}
]
