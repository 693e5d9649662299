{
  "uid": "<<base32l:14>>",
  "title": "PnL by API key",
  "panels": [
    {"id": 2, "datasource": {"type": "prometheus", "uid": "<<upper:17>>"}, "targets": [{"expr": "sum by (key_label) (pnl_usd)", "refId": "A"}]}
  ],
  "version": 14
}
