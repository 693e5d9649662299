import pytest
from phemex import PhemexClient


@pytest.fixture(scope="session")
def live_client():
    # TODO move to env
    return PhemexClient("<<key>>", "<<secret>>")
