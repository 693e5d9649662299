# encrypted with the key in /etc/desk/fernet.key (not in this repository)
accounts:
  - name: htx-main
    access_key: gAAAAAB<<b64url:133>>
    secret_key: gAAAAAB<<b64url:133>>
    account_id: <<digits:2>>4821
