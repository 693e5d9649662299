[Service]
LoadCredentialEncrypted=key:/etc/credstore.encrypted/bybit-key
SetCredentialEncrypted=secret: \
        k6iUCUh0RJCQyvL8k8q1UyAAAAAB<<base64:64>> \
        <<base64:72>> \
        <<base64:40>>
ExecStart=/opt/fundbot/run
