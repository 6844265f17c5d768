"""The built wheel, installed in an empty place, runs the main job: everything that the tool needs is in it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_the_wheel_runs_the_main_job_in_an_empty_place(tmp_path: Path) -> None:
    """Built, unpacked far from the checkout and run there, the wheel gives a graph in the working folder's graphs/."""
    place, work = tmp_path / "place", tmp_path / "work"
    work.mkdir()
    call(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist"), cwd=CHECKOUT)
    (wheel,) = (tmp_path / "dist").glob("claim_miner-*.whl")
    assert wheel.stat().st_size < 30_000_000
    install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(place), str(wheel))
    call(sys.executable, *install, cwd=work)
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("MINER_", "NCBI_"))},
        "PYTHONPATH": str(place),  # comes before the checkout, should that be installed for editing
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    where = call(sys.executable, "-c", "import miner; print(miner.__file__)", cwd=work, environ=environ)
    assert Path(where.strip()).is_relative_to(place)
    said = call(sys.executable, "-m", "miner", "run", "magnesium", "--offline", "--json", cwd=work, environ=environ)
    result = json.loads(said)
    assert result["counts"]["papers"] > 80
    assert result["paths"]
    assert sorted(path.name for path in (work / "graphs").iterdir()) == [
        "magnesium.graphml",
        "magnesium.manifest.json",
        "magnesium.report.md",
    ]
    published = CHECKOUT / "graphs" / "magnesium.graphml"
    assert (work / "graphs" / "magnesium.graphml").read_bytes() == published.read_bytes()


def call(*command: str, cwd: Path, environ: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
