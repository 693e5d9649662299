"txid","refid","time","type","asset","amount"
"L<<upper:5>>-<<upper:5>>-<<upper:6>>","T<<upper:5>>-<<upper:5>>-<<upper:6>>","2026-01-01 00:00:00","trade","XXBT","0.1"
