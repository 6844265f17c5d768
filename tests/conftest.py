"""What all tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("unhurried", deadline=None)  # tests assert no times
settings.load_profile("unhurried")

_SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data that lies beside the checkout and never goes into it; tests that need it skip without it."""
    if not _SHARED.is_dir():
        pytest.skip("needs the data folder ../shared, which is not here")
    return _SHARED
