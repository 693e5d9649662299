"""Where the keys come from: the keyring, else a prompt. Nothing is written to disk."""
from getpass import getpass

import keyring

SERVICE = "desk.bitfinex"
API_KEY_ENTRY = "bitfinex-api-key-production"
API_SECRET_ENTRY = "bitfinex-api-secret-production"


def load():
    api_key = keyring.get_password(SERVICE, API_KEY_ENTRY) or input("api key: ")
    api_secret = keyring.get_password(SERVICE, API_SECRET_ENTRY) or getpass("api secret: ")
    return {"apiKey": api_key, "secret": api_secret}
