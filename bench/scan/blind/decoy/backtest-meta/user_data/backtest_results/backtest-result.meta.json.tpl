{
  "SampleStrategy": {"run_id": "<<hex40>>", "backtest_start_time": 1736100001, "timeframe": "5m"},
  "TokenSniper": {"run_id": "<<hex40>>", "backtest_start_time": 1736100200, "timeframe": "1h"}
}
