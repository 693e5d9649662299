{
  "uid": "<<alnum:14>>",
  "title": "Binance bot",
  "version": 12,
  "panels": [
    {"id": 1, "type": "timeseries", "title": "PnL", "datasource": {"type": "prometheus", "uid": "<<alnum:9>><<alnum:7>>"}, "targets": [{"expr": "bot_pnl_usdt{instance=\"$instance\"}", "refId": "A"}]},
    {"id": 2, "type": "stat", "title": "API keys valid", "libraryPanel": {"uid": "<<uuid>>", "name": "keys"}}
  ],
  "templating": {"list": [{"name": "instance", "current": {"value": "<<uuid>>"}}]}
}
