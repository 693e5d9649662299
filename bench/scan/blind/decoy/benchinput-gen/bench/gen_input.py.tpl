import random
import string

def fake_key(n: int = 64) -> str:
    return "".join(random.choices(string.ascii_letters + string.digits, k=n))

SECRETS = [fake_key() for _ in range(10_000)]
API_KEY = fake_key(18)
API_SECRET = fake_key(36)
