{"level":30,"time":1714521600123,"reqId":"<<uuid>>","traceId":"<<hex32>>","spanId":"<<hex16>>","msg":"request completed"}
{"level":30,"time":1714521600777,"reqId":"<<uuid>>","traceId":"<<hex32>>","spanId":"<<hex16>>","idempotencyKey":"<<uuid>>","msg":"order accepted"}
{"level":40,"time":1714521601002,"reqId":"<<uuid>>","traceId":"<<hex32>>","spanId":"<<hex16>>","apiKey":"[Redacted]","msg":"slow"}
