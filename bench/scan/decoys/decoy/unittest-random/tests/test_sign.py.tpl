import secrets
import string

import pytest

from bot.sign import sign

ALPHABET = string.ascii_letters + string.digits


def random_key(n: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(n))


@pytest.fixture
def credentials():
    return {
        "apiKey": "bg_" + secrets.token_hex(16),
        "secret": secrets.token_hex(32),
        "password": random_key(12),
    }


def test_signature_depends_on_secret(credentials):
    one = sign(credentials["secret"], "1", "GET", "/api/v2/spot/account/assets")
    two = sign(secrets.token_hex(32), "1", "GET", "/api/v2/spot/account/assets")
    assert one != two


def test_api_key_is_not_in_signature(credentials):
    assert credentials["apiKey"] not in sign(credentials["secret"], "1", "GET", "/")


@pytest.mark.parametrize("api_key", ["", "x", "k" * 64, "a" * 32])
def test_refuses_short_secret(api_key):
    with pytest.raises(ValueError):
        sign("", api_key, "GET", "/")


def test_private_key_of_other_curve_is_refused(tmp_path):
    path = tmp_path / "private.pem"
    path.write_text("-----BEGIN PRIVATE KEY-----\nnot a key\n-----END PRIVATE KEY-----\n")
    with pytest.raises(ValueError):
        sign(path, "1", "GET", "/")
