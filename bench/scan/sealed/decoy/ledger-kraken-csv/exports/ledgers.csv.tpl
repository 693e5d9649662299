"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"
"L<<upper:5>>-<<upper:5>>-<<upper:6>>","T<<upper:5>>-<<upper:5>>-<<upper:6>>","2026-01-04 10:20:11","trade","","currency","XXBT",0.0102,0,0.4123
"L<<upper:5>>-<<upper:5>>-<<upper:6>>","T<<upper:5>>-<<upper:5>>-<<upper:6>>","2026-01-04 10:20:11","trade","","currency","ZEUR",-612.11,0.98,1820.44
"L<<upper:5>>-<<upper:5>>-<<upper:6>>","FT<<alnum:21>>","2026-01-09 17:02:50","withdrawal","","currency","XETH",-2.5,0.0035,1.1
