TRANSFER_TOPIC = "0x<<hex64>>"  # keccak of the event signature
SWAP_TOPIC = "0x<<hex64>>"
SELECTORS = {"transfer": "0x<<hex8>>"}
