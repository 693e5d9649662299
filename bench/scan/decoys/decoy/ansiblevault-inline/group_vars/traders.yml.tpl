---
bot_user: trader
bot_exchange: kraken
kraken_base_url: https://api.kraken.com
kraken_api_key: !vault |
          $ANSIBLE_VAULT;1.2;AES256;prod
          <<hex80>>
          <<hex80>>
          <<hex80>>
          <<hex80>>
          <<hex26>>
kraken_private_key: !vault |
          $ANSIBLE_VAULT;1.2;AES256;prod
          <<hex80>>
          <<hex80>>
          <<hex80>>
          <<hex80>>
          <<hex80>>
          <<hex80>>
          <<hex42>>
bot_pairs:
  - XBT/EUR
  - ETH/EUR
