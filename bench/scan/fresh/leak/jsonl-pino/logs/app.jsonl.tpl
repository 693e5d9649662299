{"level":30,"time":1714521600123,"pid":18,"hostname":"<<hex12>>","msg":"starting","commit":"<<hex40>>"}
{"level":20,"time":1714521600140,"pid":18,"hostname":"<<hex12>>","options":{"exchange":"coinbaseexchange","apiKey":"<<key>>","secret":"<<secret>>","password":"<<passphrase>>","timeout":10000},"msg":"create client"}
{"level":30,"time":1714521601002,"pid":18,"hostname":"<<hex12>>","orderId":"<<uuid>>","msg":"order accepted"}
