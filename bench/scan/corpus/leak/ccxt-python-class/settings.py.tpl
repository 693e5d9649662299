class Settings:
    """Everything the workers need."""
    EXCHANGES = {
        "bitmex": ("<<key@bitmex>>", "<<secret@bitmex>>"),
        "deribit": ("<<key@deribit>>", "<<secret@deribit>>"),
    }
    TESTNET = False
