"""The wheel with compiled rules: what it reads is what the plain sources read."""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SAMPLE = CHECKOUT / "corpora" / "sample" / "sample.xml"


@pytest.mark.slow
def test_compiled_rules_read_the_sample_as_the_sources_do(tmp_path: Path) -> None:
    """Built in a copy and installed apart, the compiled wheel gives the sample's readings byte for byte."""
    if importlib.util.find_spec("hatch_mypyc") is None:
        pytest.skip("hatch-mypyc is not installed: pip install hatch-mypyc, where this takes five minutes")
    if shutil.which((sysconfig.get_config_var("CC") or "cc").split()[0]) is None:
        pytest.skip("there is no C compiler")
    source, place = tmp_path / "source", tmp_path / "place"
    source.mkdir()
    for name in ("miner", "corpora", "graphs"):
        shutil.copytree(CHECKOUT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, source / name)
    build = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist"))
    call(*build, cwd=source, environ={**os.environ, "HATCH_BUILD_HOOKS_ENABLE": "1"})
    (wheel,) = (tmp_path / "dist").glob("claim_miner-*.whl")
    call(sys.executable, "-m", "zipfile", "-e", str(wheel), str(place), cwd=tmp_path)
    compiled = {
        **os.environ,
        "PYTHONPATH": str(place),
    }  # comes before the checkout, should that be installed for editing
    modules = "import miner.extract.grammar.rules as rules, miner.extract.claims.signs as signs"
    where = call(
        sys.executable, "-c", f"{modules}; print(rules.__file__, signs.__file__)", cwd=tmp_path, environ=compiled
    )
    assert all(path.startswith(str(place)) and not path.endswith(".py") for path in where.split())
    read = (sys.executable, "-m", "miner", "read", "--explain", "--workers", "1", str(SAMPLE))
    assert call(*read, cwd=tmp_path, environ=compiled) == call(*read, cwd=CHECKOUT)


def call(*command: str, cwd: Path, environ: dict[str, str] | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
