"txid","ordertxid","pair","time","type","ordertype","price","cost","fee","vol","ledgers"
"T<<upper:5>>-<<upper:5>>-<<upper:6>>","O<<upper:5>>-<<upper:5>>-<<upper:6>>","XXBTZEUR","2024-03-18 08:00:12.4410","buy","limit",62100.0,49.99,0.08,0.000805,"L<<upper:5>>-<<upper:5>>-<<upper:6>>,L<<upper:5>>-<<upper:5>>-<<upper:6>>"
"T<<upper:5>>-<<upper:5>>-<<upper:6>>","O<<upper:5>>-<<upper:5>>-<<upper:6>>","XXBTZEUR","2024-03-25 08:00:10.0031","buy","limit",64880.5,49.99,0.08,0.000770,"L<<upper:5>>-<<upper:5>>-<<upper:6>>,L<<upper:5>>-<<upper:5>>-<<upper:6>>"
