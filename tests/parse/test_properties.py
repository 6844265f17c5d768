"""Whatever the text, layouts give their sections back and records give their readings back."""

import json
import string
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miner.errors import BadInput
from miner.model.article import Article, Section, Table
from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure, POperator
from miner.model.layout import lay_out
from miner.model.reading import Mention, Reading
from miner.model.record import read_record, write_record
from miner.parse import iter_records

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
LABEL = st.none() | st.text(string.ascii_uppercase + " ", min_size=1, max_size=20)
SECTIONS = st.lists(st.builds(Section, text=TEXT, label=LABEL), max_size=5).map(tuple)
ROWS = st.lists(st.lists(TEXT, max_size=3).map(tuple), max_size=3).map(tuple)
TABLES = st.lists(st.builds(Table, label=TEXT, caption=TEXT, header=ROWS, rows=ROWS), max_size=2).map(tuple)
FEW = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(title=TEXT, abstract=SECTIONS, body=SECTIONS, tables=TABLES)
def test_a_layouts_spans_give_the_texts_back(
    title: str, abstract: tuple[Section, ...], body: tuple[Section, ...], tables: tuple[Table, ...]
) -> None:
    """Cutting the laid-out text at its spans gives the title, each section's text and each table's cells."""
    layout = lay_out(Article(id="1", title=title, abstract=abstract, body=body, tables=tables))
    pieces = [layout.text[span.start : span.end] for span in layout.sections]
    assert pieces[: 1 + len(abstract) + len(body)] == [title, *(one.text for one in (*abstract, *body))]
    assert layout.text[: layout.title_end] == title
    for table, span in zip(tables, layout.tables, strict=True):
        for printed, laid in ((table.header, span.header), (table.rows, span.rows)):
            assert [[layout.text[start:end] for start, end in row] for row in laid] == [
                [" ".join(cell.split()) for cell in row] for row in printed
            ]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A reading with a mention and an estimate somewhere in any text."""
    text = draw(TEXT.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    number = st.floats(-1e9, 1e9)
    bounds = sorted((draw(number), draw(number)))
    mention = Mention(
        start, end, text[start:end], draw(st.sampled_from(EntityType)), "MESH:D008274", draw(TEXT), ("x",)
    )
    estimate = Estimate(
        start, end, text[start:end], draw(st.sampled_from(Measure)), draw(number), bounds[0], bounds[1], 95.0,
        draw(st.sampled_from(POperator)), draw(st.floats(0, 1)),
    )  # fmt: skip
    return Reading(id="1", title=draw(TEXT), text=text, mentions=(mention,), estimates=(estimate,))


@FEW
@given(reading=readings())
def test_a_record_gives_its_reading_back(reading: Reading) -> None:
    """Written, a reading is one line of JSON; read again, it is the same."""
    line = write_record(reading, explain=True)
    assert len(line.splitlines()) == 1
    assert read_record(line) == reading
    assert write_record(read_record(line), explain=True) == line


@FEW
@given(title=TEXT, text=TEXT)
def test_json_lines_come_out_as_they_went_in(tmp_path: Path, title: str, text: str) -> None:
    """Title, line break, text: not one character changes between the file and the text that is read."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "1", "title": title, "text": text}) + "\n", encoding="utf-8")
    (article,) = iter_records(path)
    assert isinstance(article, Article)
    assert lay_out(article).text == (f"{title}\n{text}" if text else title)


@FEW
@given(data=st.binary(min_size=1, max_size=300), name=st.sampled_from(["a.nbib", "a.ris", "a.jsonl", "a.md", "a.html"]))
def test_no_bytes_crash_a_reader(tmp_path: Path, data: bytes, name: str) -> None:
    """Any bytes under any name are read, set aside or refused: nothing else is ever raised."""
    path = tmp_path / name
    path.write_bytes(data)
    try:
        found: list[object] = list(iter_records(path))
    except BadInput as error:
        found = [error]
    assert found
    assert name in str(found[0]) or not isinstance(found[0], BadInput)
