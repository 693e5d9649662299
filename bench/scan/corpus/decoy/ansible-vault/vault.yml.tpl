okx_secret: !vault |
          $ANSIBLE_VAULT;1.1;AES256
          <<hex80>>
          <<hex80>>
          <<hex42>>
