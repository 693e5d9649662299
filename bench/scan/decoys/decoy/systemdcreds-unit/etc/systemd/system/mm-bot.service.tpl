[Unit]
Description=Bybit market maker
After=network-online.target

[Service]
User=mm
ExecStart=/opt/mm/bin/mm --exchange bybit --key-file %d/bybit-api-key --secret-file %d/bybit-api-secret
SetCredentialEncrypted=bybit-api-key: \
        k6iUCUh0RJCQyvL8k8q1<<alnum:45>> \
        <<alnum:69>> \
        <<alnum:69>> \
        <<alnum:47>>=
SetCredentialEncrypted=bybit-api-secret: \
        k6iUCUh0RJCQyvL8k8q1<<alnum:45>> \
        <<alnum:69>> \
        <<alnum:69>> \
        <<alnum:69>> \
        <<alnum:26>>==
PrivateTmp=yes
DynamicUser=yes
Restart=on-failure

[Install]
WantedBy=multi-user.target
