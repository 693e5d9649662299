freqtrade:$2y$10$<<bcrypt:53>>
bybit-viewer:$2y$10$<<bcrypt:53>>
ops:$apr1$<<alnum:8>>$<<alnum:22>>
readonly:{SHA}<<base64:28>>
