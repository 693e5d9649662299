PLAY [trading hosts] ***********************************************************

TASK [Gathering Facts] *********************************************************
ok: [vps-1]

TASK [bot : write bybit api key and secret] ************************************
changed: [vps-1] => {"censored": "the output has been hidden due to the fact that 'no_log: true' was specified for this result", "changed": true}

TASK [bot : copy unit] *********************************************************
changed: [vps-1] => {"changed": true, "checksum": "<<hex40>>", "dest": "/etc/systemd/system/bot.service", "gid": 0, "md5sum": "<<hex32>>", "mode": "0644", "owner": "root", "size": 644, "src": "/root/.ansible/tmp/ansible-tmp-1772400111.2-<<digits:12>>/source", "state": "file", "uid": 0}

TASK [bot : authorized key] ****************************************************
changed: [vps-1] => {"changed": true, "key": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI<<alnum:43>> deploy", "key_options": null, "keyfile": "/home/bot/.ssh/authorized_keys", "user": "bot"}

PLAY RECAP *********************************************************************
vps-1                      : ok=4    changed=3    unreachable=0    failed=0
