{
  "uid": "<<alnum:9>>",
  "title": "PnL",
  "panels": [
    {"id": 2, "type": "timeseries", "datasource": {"type": "prometheus", "uid": "P<<HEX16>>"}, "targets": [{"expr": "sum(rate(bot_api_key_errors_total[5m])) by (exchange)", "legendFormat": "{{exchange}}"}], "libraryPanel": {"uid": "<<uuid>>", "name": "errors"}}
  ],
  "refresh": "10s",
  "schemaVersion": 39
}
