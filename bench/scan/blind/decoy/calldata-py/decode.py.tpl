SELECTOR = "0x38ed1739"
CALLDATA = (
    "0x38ed1739"
    "<<hex64>>"
    "<<hex64>>"
    "<<hex64>>"
)
POOL_KEY_HASH = bytes.fromhex("<<hex64>>")
