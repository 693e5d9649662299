203.0.113.8 - - [12/Oct/2026:08:01:22 +0000] "GET /proxy/api/v3/account?timestamp=1790002882101&recvWindow=5000&apiKey=<<key>>&signature=<<hex64>> HTTP/1.1" 200 5120 "-" "okhttp/4.9"
203.0.113.8 - - [12/Oct/2026:08:01:23 +0000] "GET /proxy/api/v3/time HTTP/1.1" 200 31
