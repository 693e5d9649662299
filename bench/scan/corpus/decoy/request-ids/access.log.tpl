203.0.113.4 - - [01/Oct/2026:10:00:00 +0000] "GET /health HTTP/2" 200 2 rid=<<hex32>> trace=<<hex32>>-<<hex16>> cf-ray=<<hex16>>-FRA
traceparent: 00-<<hex32>>-<<hex16>>-01
x-amz-request-id: <<HEX16>> x-amz-id-2: <<base64:76>>
