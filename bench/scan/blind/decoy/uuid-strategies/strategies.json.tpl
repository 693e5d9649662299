{
  "strategies": [
    {"strategyId": "<<uuid>>", "name": "ema_cross_v3", "secretSauce": false, "keyLevels": [61000, 64000]},
    {"strategyId": "<<uuid>>", "name": "funding_arb", "parentId": "<<uuid>>"}
  ]
}
