vault_deribit_client_id: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  <<hex80>>
  <<hex80>>
  <<hex64>>
vault_deribit_client_secret: !vault |
  $ANSIBLE_VAULT;1.1;AES256
  <<hex80>>
  <<hex80>>
  <<hex80>>
  <<hex32>>
