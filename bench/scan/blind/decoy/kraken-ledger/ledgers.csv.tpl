"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"
"L<<upper:5>>-<<upper:5>>-<<upper:6>>","T<<upper:5>>-<<upper:5>>-<<upper:6>>","2024-04-02 10:11:12","trade","","currency","XXBT",0.0100,0,0.2210
"L<<upper:5>>-<<upper:5>>-<<upper:6>>","Q<<upper:6>>-<<upper:6>>-<<upper:6>>","2024-04-03 09:00:00","deposit","","currency","ZEUR",500.0,0,512.1
