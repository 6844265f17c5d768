"""What is shipped, and how to get what is not: paths and advice differ between a checkout and an installed wheel."""

from pathlib import Path

import pytest

from miner import resources


def test_the_advice_works_where_miner_runs_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a checkout the checkout is installed with the extra, elsewhere the package."""
    checkout = Path(resources.__file__).parents[1]
    assert resources.install_command("web") == f"pip install -e '{checkout}[web]'"
    monkeypatch.setattr(resources, "is_checkout", lambda: False)
    assert resources.install_command("web") == "pip install 'claim-miner[web]'"
