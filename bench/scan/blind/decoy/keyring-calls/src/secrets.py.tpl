import keyring
from getpass import getpass

SERVICE = "grid-bot"

def load():
    key = keyring.get_password(SERVICE, "bybit_api_key")
    secret = keyring.get_password(SERVICE, "bybit_api_secret")
    if not key:
        key = getpass("Bybit API key: ")
        secret = getpass("Bybit API secret: ")
        keyring.set_password(SERVICE, "bybit_api_key", key)
        keyring.set_password(SERVICE, "bybit_api_secret", secret)
    return key, secret
