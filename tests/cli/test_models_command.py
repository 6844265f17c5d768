"""`miner models`: what can tag, putting a model in place and reading with it, and wrong use."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

Miner = Callable[..., Any]
NAME = "en_small_trial"
_INIT = """from pathlib import Path
from spacy.util import get_model_meta, load_model_from_init_py
__version__ = get_model_meta(Path(__file__).parent)["version"]
def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """A small pipeline with the labels DRUG and ILLNESS, packaged as spaCy packages models."""
    nlp = spacy.blank("en")
    nlp.meta.update(name="small_trial", version="1.2.3")
    nlp.add_pipe("entity_ruler", name="ner").add_patterns(
        [{"label": "DRUG", "pattern": "zinc"}, {"label": "ILLNESS", "pattern": "gout"}]
    )
    nlp.to_disk(tmp_path / "model")
    path = tmp_path / f"{NAME}-1.2.3-py3-none-any.whl"
    info = f"{NAME}-1.2.3.dist-info"
    with zipfile.ZipFile(path, "w") as file:
        for each in sorted((tmp_path / "model").rglob("*")):
            file.write(each, f"{NAME}/{NAME}-1.2.3/{each.relative_to(tmp_path / 'model')}")
        file.write(tmp_path / "model" / "meta.json", f"{NAME}/meta.json")
        file.writestr(f"{NAME}/__init__.py", _INIT)
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.2.3\n")
        file.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{info}/entry_points.txt", f"[spacy_models]\n{NAME} = {NAME}\n")
        file.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in [*file.namelist(), f"{info}/RECORD"]))
    return path


def test_the_embedded_tagger_is_listed(miner: Miner) -> None:
    """The list begins with our own tagger and its types, as text and as JSON."""
    assert miner("models", "list").out.startswith("miner ")
    first, *_ = json.loads(miner("models", "list", "--json").out)
    assert (first["name"], first["labels"]) == ("miner", ["Chemical", "Disease", "Gene"])


def test_a_model_is_added_listed_and_read_with(
    miner: Miner, wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packaged model is installed from its file, shows up with its labels, and tags in place of ours."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setenv("PIP_TARGET", str(site))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.syspath_prepend(site)
    monkeypatch.setenv("PYTHONPATH", str(site))
    command = [sys.executable, "-m", "miner", "models", "add", str(wheel), "--json"]  # a process that lists what is new
    added = subprocess.run(command, capture_output=True, text=True, check=False)
    assert added.returncode == 0, added.stderr
    (record,) = (each for each in json.loads(added.stdout) if each["name"] == NAME)
    assert (record["version"], record["labels"], record["fits"]) == ("1.2.3", ["DRUG", "ILLNESS"], True)
    path = tmp_path / "abstracts.jsonl"
    path.write_text(
        json.dumps({"id": "1", "title": "Trial", "text": "Zinc, that is zinc, eased gout and pain."}) + "\n"
    )
    read = miner("read", path, "--model", NAME)
    assert read.code == 0, read.err
    mentions = json.loads(read.out.splitlines()[0])["mentions"]
    assert "zinc" in {each["text"] for each in mentions if each["type"] == "Chemical"}
    assert not [each for each in mentions if each["type"] == "Disease" and each["text"] == "gout"]


def test_add_says_what_is_wrong(miner: Miner) -> None:
    """Without a source, or with one that is no file, one sentence and exit code 2."""
    assert miner("models", "add").code == 2
    outcome = miner("models", "add", "./no-such-model-1.0.tar.gz")
    assert outcome.code == 2
    assert "could not be installed" in outcome.err
