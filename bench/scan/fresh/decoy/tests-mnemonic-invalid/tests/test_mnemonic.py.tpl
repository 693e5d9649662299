import pytest
from wallet.mnemonic import is_valid


@pytest.mark.parametrize("phrase", [
    "",
    "abandon abandon abandon",
    "<<mnemonicInvalid:12>>",
])
def test_rejects_bad_checksum(phrase):
    assert not is_valid(phrase)
