"""The reading record holds the contract's keys in its order, and gives the reading back."""

import json
from dataclasses import replace

import pytest

from miner.errors import BadInput
from miner.model.article import Rejected, SectionKind
from miner.model.claim import Certainty, Claim, Mediator, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import Estimate, Measure, POperator
from miner.model.reading import Mention, Reading
from miner.model.record import from_record, read_record, to_record, write_record
from miner.model.study import Design, Study

TITLE = "Magnesium intake and low muscle mass (LMM)"
TEXT = f"{TITLE}\nRESULTS: Higher intake went with less LMM (OR 0.33, 95% CI: 0.18, 0.60), via NP (18%)."


def span(text: str, piece: str) -> tuple[int, int]:
    start = text.index(piece)
    return start, start + len(piece)


def a_reading() -> Reading:
    start, end = span(TEXT, "OR 0.33, 95% CI: 0.18, 0.60")
    quote = "Higher intake went with less LMM (OR 0.33, 95% CI: 0.18, 0.60), via NP (18%)."
    at, to = span(TEXT, quote)
    np_at = TEXT.index("NP")
    lmm = TEXT.index("less LMM") + 5
    return Reading(
        id="PMID:1",
        title=TITLE,
        text=TEXT,
        study=Study(Design.CROSS_SECTIONAL, 5793, "adults", "human", data_set="NHANES", why=("wording",)),
        mentions=(
            Mention(0, 9, "Magnesium", EntityType.CHEMICAL, "MESH:D008274", "Magnesium", ("exact name",)),
            Mention(np_at, np_at + 2, "NP", EntityType.MEASUREMENT, candidates=("INDEX:NPAR",), parts=("MESH:D1",)),
        ),
        estimates=(
            Estimate(
                start, end, TEXT[start:end], Measure.OR, 0.33, 0.18, 0.6, 95.0, POperator.LT, 0.001,
                audit=("ci-asymmetric",), adjusted=True, comparison="Q4 vs Q1", decimals=(2, 2, 2, 3),
            ),
        ),
        claims=(
            Claim(
                at, to, quote,
                Term("Magnesium", 0, 9, "MESH:D008274", EntityType.CHEMICAL),
                Term("LMM", lmm, lmm + 3, "MESH:D055948", EntityType.DISEASE),
                -1, State.HIGH, Certainty.ASSERTED, subgroup="women", section=SectionKind.RESULTS,
                mediators=(Mediator("NP", np_at, np_at + 2, None, EntityType.MEASUREMENT, 18.0),),
                estimates=(0,), is_background=True, rule="went with less",
            ),
        ),
        rejected=(Rejected("PMID:1", "a.xml", "why not"),),
    )  # fmt: skip


def test_the_contracts_keys_come_first_and_in_its_order() -> None:
    """Programs that read records by the contract find its keys where it puts them."""
    record = to_record(a_reading())
    assert list(record) == ["id", "title", "text", "lang", "study", "mentions", "estimates", "claims", "rejected"]
    assert list(record["study"])[:4] == ["design", "n", "population", "species"]
    assert list(record["mentions"][0]) == ["start", "end", "text", "type", "concept", "name", "why"]
    assert list(record["estimates"][0])[:11] == [
        "start", "end", "text", "measure", "value", "ci_low", "ci_high", "ci_level", "p_op", "p", "audit",
    ]  # fmt: skip
    claim = record["claims"][0]
    assert list(claim)[:12] == [
        "start", "end", "subject", "subject_state", "object", "sign", "certainty", "comparison", "adjusted", "section",
        "mediators", "estimates",
    ]  # fmt: skip
    assert list(claim["subject"]) == ["text", "concept", "type", "start", "end"]
    assert list(claim["mediators"][0])[:5] == ["text", "concept", "percent", "start", "end"]


def test_an_explained_record_gives_the_very_same_reading_back() -> None:
    """With `explain` nothing is lost on the way out and back."""
    reading = a_reading()
    assert read_record(write_record(reading, explain=True)) == reading


def test_reasons_are_written_only_when_asked_for() -> None:
    """Without `explain` the record holds what was read, not how."""
    record = to_record(a_reading())
    assert "rule" not in record["claims"][0]
    assert "why" not in record["study"]
    assert record["claims"][0]["background"] is True
    assert record["claims"][0]["subgroup"] == "women"
    assert record["mentions"][1]["candidates"] == ["INDEX:NPAR"]


def test_numbers_are_written_as_people_write_them() -> None:
    """Whole numbers have no decimal point, others their shortest form."""
    line = write_record(a_reading())
    assert '"n": 5793' in line
    assert '"percent": 18,' in line
    assert '"value": 0.33, "ci_low": 0.18, "ci_high": 0.6, "ci_level": 95, "p_op": "<", "p": 0.001' in line


def test_a_record_is_one_line_whatever_the_text_holds() -> None:
    """Line separators of Unicode are escaped, other characters stand as they are."""
    text = "Mg²⁺ \u2028 β \u0085 \n 镁"
    line = write_record(Reading(id="1", title="", text=text))
    assert len(line.splitlines()) == 1
    assert "镁" in line
    assert json.loads(line)["text"] == text


def test_what_is_no_record_is_refused_in_one_sentence() -> None:
    """A missing key, a wrong value and a wrong shape are each named."""
    with pytest.raises(BadInput, match="needs the key 'title'"):
        from_record({"id": "1", "text": ""})
    with pytest.raises(BadInput, match="no reading record"):
        from_record({"id": "1", "title": "", "text": "", "study": {"design": "poll"}})
    with pytest.raises(BadInput, match="no JSON"):
        read_record("{")
    with pytest.raises(BadInput, match="must be an object"):
        read_record("[]")


def test_a_number_that_json_cannot_write_is_refused() -> None:
    """An infinite value never becomes a line that other programs cannot read."""
    reading = a_reading()
    endless = replace(reading.estimates[0], value=float("inf"))
    with pytest.raises(BadInput, match="cannot write"):
        to_record(replace(reading, estimates=(endless,)))
