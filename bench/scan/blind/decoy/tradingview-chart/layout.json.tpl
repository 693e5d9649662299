{
  "id": "<<alnum:8>>",
  "charts": [{"panes": [{"sources": [{"type": "MainSeries", "id": "<<alnum:6>>", "state": {"symbol": "BYBIT:BTCUSDT.P"}}, {"type": "study_PineScript", "id": "<<alnum:6>>", "metaInfo": {"scriptIdPart": "PUB;<<hex32>>", "pineDigest": "<<hex40>>"}}]}]}]
}
