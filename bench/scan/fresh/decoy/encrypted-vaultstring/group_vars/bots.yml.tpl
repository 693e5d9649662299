bot_user: trader
kraken_api_secret: !vault |
  $ANSIBLE_VAULT;1.2;AES256;bots
  <<digits:80>>
  <<digits:80>>
  <<digits:62>>
kraken_api_key: "{{ lookup('env', 'KRAKEN_API_KEY') }}"
gate_api_key: "{{ vault_gate_api_key }}"
