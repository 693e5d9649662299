{
  "FundingMeanRev": {
    "run_id": "<<hex40>>",
    "backtest_start_time": 1771459200,
    "timeframe": "15m",
    "config_sha256": "<<hex64>>",
    "strategy_file_md5": "<<hex32>>"
  }
}
