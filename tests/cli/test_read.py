"""`miner read`: documents in, one record a line out; what cannot be read is named, and the rest goes on."""

import gzip
import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Miner = Callable[..., Any]

LINES = "".join(
    json.dumps(
        {"id": f"PMID:{number}", "title": f"Zinc and bone {number}", "text": f"RESULTS: {text}"}, ensure_ascii=False
    )
    + "\n"
    for number, text in enumerate(
        ("Higher zinc intake went with fewer fractures (OR 0.70, 95% CI 0.50 to 0.90).", "Nothing.")
    )
)
XML = """<?xml version="1.0"?>
<PubmedArticleSet>{}</PubmedArticleSet>
"""
RECORD = """<PubmedArticle><MedlineCitation><PMID Version="1">{}</PMID><Article><Journal><Title>J</Title></Journal>
<ArticleTitle>Zinc and bone</ArticleTitle><Abstract><AbstractText>Zinc raised bone density.</AbstractText></Abstract>
</Article></MedlineCitation></PubmedArticle>
"""


def records(outcome: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.out.splitlines()]


def file_of(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_one_record_a_line_in_input_order(miner: Miner, tmp_path: Path) -> None:
    """Files are read in the order given, each document to one record with the contract's keys."""
    first = file_of(tmp_path, "b.jsonl", LINES)
    second = file_of(tmp_path, "a.xml", XML.format(RECORD.format(7)))
    outcome = miner("read", first, second, "--workers", "1")
    assert (outcome.code, outcome.err) == (0, "")
    found = records(outcome)
    assert [record["id"] for record in found] == ["PMID:0", "PMID:1", "PMID:7"]
    assert list(found[0]) == ["id", "title", "text", "lang", "study", "mentions", "estimates", "claims", "rejected"]
    assert found[0]["text"].startswith("Zinc and bone 0\nRESULTS: Higher zinc")


def test_stdin_is_a_file_too(miner: Miner, tmp_path: Path) -> None:
    """`-` reads what is piped in, and gives the same bytes."""
    path = file_of(tmp_path, "x.jsonl", LINES)
    assert miner("read", "-", "--workers", "1", stdin=LINES.encode()).out == miner("read", path, "--workers", "1").out


@pytest.mark.slow
def test_the_same_bytes_for_any_number_of_workers(miner: Miner, tmp_path: Path) -> None:
    """One process or three: the same bytes, in the order of the input, what was set aside included."""
    many = "".join(
        json.dumps(
            {
                "id": f"PMID:{number}",
                "title": f"Zinc, study {number}",
                "text": "Zinc raised bone density. " * (number % 7),
            }
        )
        + ("\nno json\n" if number == 150 else "\n")
        for number in range(300)
    )
    path = file_of(tmp_path, "many.jsonl", many)
    one, three = (miner("read", path, "--workers", count) for count in ("1", "3"))
    assert (one.out, one.err, one.code) == (three.out, three.err, 1)
    assert len(records(one)) == 300


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("none.xml", None, "none.xml is not there; check the name"),
        ("empty.xml", b"", "is empty; there is nothing to read in it"),
        (
            "bomb.xml",
            b'<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><PubmedArticleSet>&b;</PubmedArticleSet>',
            "entit",
        ),
        ("garbage.xml", random.Random(7).randbytes(300_000), "garbage.xml"),
        ("garbage.jsonl", random.Random(7).randbytes(300_000), "garbage.jsonl"),
        ("odd.xml", b"<recipe><step/></recipe>", "root <recipe>"),
        ("cut.xml.gz", gzip.compress(XML.format(RECORD.format(1)).encode())[:30], "cut.xml.gz"),
    ],
    ids=["none", "empty", "bomb", "garbage-xml", "garbage-jsonl", "odd", "cut"],
)
def test_bad_input_gets_one_clear_sentence(
    miner: Miner, tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    """What cannot be used at all gives exit code 2, nothing on stdout, and one sentence that names it."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    outcome = miner("read", path, "--workers", "1")
    assert outcome.out == ""
    assert outcome.code in ({2} if sentence != name else {1, 2})
    assert sentence in outcome.err
    assert "Traceback" not in outcome.err
    if outcome.code == 2:
        assert outcome.err.count("\n") == 1


def test_a_folder_is_refused(miner: Miner, tmp_path: Path) -> None:
    """A folder is no file, and says so."""
    outcome = miner("read", tmp_path)
    assert (outcome.code, outcome.err) == (2, f"miner: {tmp_path} is a folder; name the files in it\n")


def test_what_was_good_of_a_truncated_file_is_kept(miner: Miner, tmp_path: Path) -> None:
    """A .gz that breaks off gives the records before the break, names the break, and leaves with exit code 1."""
    whole = gzip.compress(XML.format("".join(RECORD.format(number) for number in range(1, 3000))).encode())
    path = file_of(tmp_path, "cut.xml.gz", whole[: len(whole) * 2 // 3])
    outcome = miner("read", path, "--workers", "1")
    assert outcome.code == 1
    assert len(records(outcome)) > 100
    assert records(outcome)[0]["id"] == "PMID:1"
    assert "cut short" in outcome.err
    assert "1 set aside" in outcome.err


def test_a_record_without_an_id_is_set_aside(miner: Miner, tmp_path: Path) -> None:
    """A record without PMID is named with its reason; the next one is read."""
    path = file_of(tmp_path, "x.xml", XML.format(RECORD.format("") + RECORD.format(8)))
    outcome = miner("read", path, "--workers", "1")
    assert outcome.code == 1
    assert [record["id"] for record in records(outcome)] == ["PMID:8"]
    assert "set aside" in outcome.err
    assert "PMID" in outcome.err


def test_one_bad_file_among_good_ones_is_set_aside(miner: Miner, tmp_path: Path) -> None:
    """An empty file between two good ones costs nothing but itself."""
    good = file_of(tmp_path, "x.jsonl", LINES)
    empty = file_of(tmp_path, "empty.jsonl", "")
    outcome = miner("read", good, empty, good, "--workers", "1")
    assert outcome.code == 1
    assert len(records(outcome)) == 4
    assert outcome.err.splitlines() == [
        f"set aside: {empty}: {empty} is empty; there is nothing to read in it",
        "4 read, 1 set aside",
    ]


def test_latin_1_is_named_or_read_but_never_garbled(miner: Miner, tmp_path: Path) -> None:
    """XML that says it is Latin-1 is read; text that is not UTF-8 is refused or read, with no character replaced."""
    record = XML.replace('"1.0"', '"1.0" encoding="ISO-8859-1"').format(RECORD.format(7).replace("raised", "raisé"))
    outcome = miner("read", file_of(tmp_path, "x.xml", record.encode("latin-1")), "--workers", "1")
    assert outcome.code == 0
    assert "raisé" in records(outcome)[0]["text"]
    outcome = miner("read", file_of(tmp_path, "x.txt", "Zinc raisé bone density.".encode("latin-1")), "--workers", "1")
    assert "\ufffd" not in outcome.out
    assert outcome.code in {0, 1, 2}
    assert outcome.code == 0 or "UTF-8" in outcome.err


def test_one_document_that_breaks_a_stage_is_set_aside(
    miner: Miner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect on one document costs that document only; where it happened is said."""
    from miner.run import reading

    whole = reading.reading_steps

    def fragile(document: Any, article: Any) -> Any:
        if article.id == "PMID:0":
            message = "out of luck"
            raise LookupError(message)
        return whole(document, article)

    monkeypatch.setattr(reading, "reading_steps", fragile)
    outcome = miner("read", file_of(tmp_path, "x.jsonl", LINES), "--workers", "1")
    assert outcome.code == 1
    assert [record["id"] for record in records(outcome)] == ["PMID:1"]
    assert "set aside: PMID:0 (reading): could not be read" in outcome.err
    assert "LookupError: out of luck at test_read.py:" in outcome.err


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    """`miner read ... | head` ends quietly."""
    path = file_of(tmp_path, "x.jsonl", LINES * 50)
    command = [sys.executable, "-m", "miner", "read", str(path), "--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
