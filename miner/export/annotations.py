"""Mentions as annotations in the formats of biomedical text mining: PubTator, BioC XML and BioC JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from miner.errors import BadInput
from miner.export.graphml import escape
from miner.export.lines import write_lines
from miner.model.reading import Mention, Reading

_BIOC_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE collection SYSTEM "BioC.dtd">\n'


def write_annotations(readings: Iterable[Reading], path: Path) -> None:
    """Write the mentions as .pubtator, .xml (BioC) or .json (BioC), by the suffix; raises BadInput for another."""
    writers: dict[str, Callable[[Iterable[Reading]], Iterator[str]]] = {
        ".pubtator": iter_pubtator,
        ".xml": iter_bioc_xml,
        ".json": iter_bioc_json,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise BadInput(
            f"{path.name}: annotations are written as .pubtator, .xml or .json (BioC); give one of these suffixes"
        )
    write_lines(writer(readings), path)


def iter_pubtator(readings: Iterable[Reading]) -> Iterator[str]:
    """Each reading as PubTator: title and abstract on a line each, offsets over both; line ends become spaces."""
    for reading in readings:
        name = _document_id(reading)
        end = _title_end(reading)
        flat = "".join(" " if character.isspace() else character for character in reading.text)
        lines = [f"{name}|t|{flat[:end]}", f"{name}|a|{flat[end + 1 :]}"]
        lines += (
            "\t".join(
                (name, str(one.start), str(one.end), flat[one.start : one.end], one.type.value, one.concept or "-")
            )
            for one in reading.mentions
        )
        yield "\n".join(lines) + "\n\n"


def iter_bioc_json(readings: Iterable[Reading]) -> Iterator[str]:
    """The readings as one BioC JSON collection; offsets count Unicode code points."""
    head = {"source": "miner", "date": "", "key": "miner", "infons": {}}
    yield json.dumps(head, separators=(",", ":"))[:-1] + ',"documents":[\n'
    separator = ""
    for reading in readings:
        document = {
            "id": _document_id(reading),
            "infons": {},
            "passages": [
                {
                    "offset": start,
                    "infons": {"type": kind},
                    "text": reading.text[start:end],
                    "sentences": [],
                    "annotations": [_annotation(number, one) for number, one in _within(reading, start, end)],
                    "relations": [],
                }
                for kind, start, end in _passages(reading)
            ],
            "relations": [],
        }
        yield separator + json.dumps(document, ensure_ascii=False, separators=(",", ":"))
        separator = ",\n"
    yield "\n]}\n"


def iter_bioc_xml(readings: Iterable[Reading]) -> Iterator[str]:
    """The readings as one BioC XML collection; offsets count Unicode code points."""
    yield f"{_BIOC_HEAD}<collection><source>miner</source><date></date><key>miner</key>\n"
    for reading in readings:
        parts = [f"<document><id>{escape(_document_id(reading))}</id>"]
        for kind, start, end in _passages(reading):
            parts.append(f'<passage><infon key="type">{kind}</infon><offset>{start}</offset>')
            parts.append(f"<text>{escape(reading.text[start:end])}</text>")
            for number, one in _within(reading, start, end):
                annotation = _annotation(number, one)
                infons = "".join(
                    f'<infon key="{key}">{escape(str(v))}</infon>' for key, v in annotation["infons"].items()
                )
                parts.append(
                    f'<annotation id="{number}">{infons}<location offset="{one.start}" length="{len(one.text)}"/>'
                )
                parts.append(f"<text>{escape(one.text)}</text></annotation>")
            parts.append("</passage>")
        yield "".join(parts) + "</document>\n"
    yield "</collection>\n"


def _annotation(number: int, mention: Mention) -> dict[str, Any]:
    infons = {"type": mention.type.value, "identifier": mention.concept or "-"}
    if mention.name:
        infons["name"] = mention.name
    location = {"offset": mention.start, "length": mention.end - mention.start}
    return {"id": str(number), "infons": infons, "text": mention.text, "locations": [location]}


def _passages(reading: Reading) -> Iterator[tuple[str, int, int]]:
    end = _title_end(reading)
    yield "title", 0, end
    if end + 1 < len(reading.text):
        yield "abstract", end + 1, len(reading.text)


def _within(reading: Reading, start: int, end: int) -> Iterator[tuple[int, Mention]]:
    return ((number, one) for number, one in enumerate(reading.mentions) if start <= one.start and one.end <= end)


def _title_end(reading: Reading) -> int:
    return len(reading.title) if reading.text.startswith(reading.title) else 0


def _document_id(reading: Reading) -> str:
    """The bare PMID where there is one, as the formats' readers expect; `|` would end the id."""
    return reading.id.removeprefix("PMID:").replace("|", "_").replace("\t", " ")
