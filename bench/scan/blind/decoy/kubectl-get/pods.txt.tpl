NAME                                 READY   STATUS    AGE
bybit-maker-<<hex10>>-<<base32l:5>>       1/1     Running   4d
okx-hedger-<<hex10>>-<<base32l:5>>        1/1     Running   4d

NAME                  TYPE                                  DATA
bybit-credentials     Opaque                                2
default-token-<<base32l:5>>   kubernetes.io/service-account-token   3
