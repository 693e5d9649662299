$ANSIBLE_VAULT;1.1;AES256
<<digits:80>>
<<digits:80>>
<<digits:80>>
<<digits:80>>
<<digits:26>>
