# sha256(api key), first 16 of hex, so that we can tell which key a log means
binance-main      SHA256:<<base64:44>>
binance-sub-1     SHA256:<<base64:44>>
bybit-unified     SHA256:<<base64:44>>
okx-demo          SHA256:<<base64:44>>
256 SHA256:<<alnum:43>> bot@vps (ED25519)
4096 SHA256:<<alnum:43>> binance_rsa (RSA)
MD5:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>:<<hex2>>
