{
  "E0V1E": {
    "run_id": "<<hex40>>",
    "backtest_start_time": 1714900000,
    "timeframe": "5m",
    "notes": ""
  },
  "strategy_hash": "<<hex64>>",
  "file": "backtest-result-2024-05-05_10-06-40.zip"
}
