import pytest

from desk.masking import mask


@pytest.mark.parametrize(
    ("api_secret", "shown"),
    [
        ("a" * 64, "aaaa************aaaa"),
        ("short", "*****"),
        ("", ""),
    ],
)
def test_api_secret_is_masked(api_secret, shown):
    assert mask(api_secret) == shown


def test_log_line_has_no_secret(caplog, client):
    client.api_secret = "b" * 36
    client.ping()
    assert "bbbb" not in caplog.text
    assert "apiSecret=****************" in caplog.text
