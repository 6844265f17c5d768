"""Rules pass over a pattern only where it cannot match."""

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterator

import pytest
import regex
from claim_builder import document
from hypothesis import given, settings
from hypothesis import strategies as st

import miner.extract
from miner.extract.claims import find_claims, sentence
from miner.extract.claims.stating.gate import may_state
from miner.extract.estimates import find_estimates
from miner.extract.grammar import rules
from miner.extract.grammar.parsed import Parsed
from miner.extract.grammar.rules import Branches, Rule, needed
from miner.extract.known import Known
from miner.model.claim import Claim
from miner.model.estimate import Estimate
from miner.model.reading import Document
from miner.model.study import Study
from miner.resources import corpora_path

_TEXTS = (
    "Zinc did not differ from placebo (p = 0.41), although CRP was lower, but this was not significant.",
    "THESE FINDINGS SUGGEST THAT LOW IRON MAY RAISE THE RISK OF FALLS AFTER ADJUSTMENT FOR AGE.",
    "Among older women, the effects were also seen for ferritin, as were those on the ratio of A to B.",
    "Previous studies have shown a U-shaped relation; we found none; no one knows whether it is close to nil.",
    "Patients were randomly assigned to receive either copper or a placebo; 12% had both low and high levels.",
    "İRON and ırON ſhowed no diﬀerence of the ﬁrst kind (P<0·05)。",
    "",
)


def _rules() -> Iterator[tuple[str, Rule]]:
    for module in pkgutil.walk_packages(miner.extract.__path__, "miner.extract."):
        for name, value in vars(importlib.import_module(module.name)).items():
            several = value.rules if isinstance(value, Branches) else value if isinstance(value, tuple) else (value,)
            for at, each in enumerate(several):
                if isinstance(each, Rule):
                    yield f"{module.name}.{name}.{at}", each


def _sample() -> list[str]:
    lines = corpora_path("sample", "sample.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[:40]]


def _sentences() -> list[str]:
    return [*_TEXTS, *(part for text in _sample() for part in regex.split(r"(?<=\.)\s", text))]


def test_the_gate_hides_nothing() -> None:
    """Every rule finds in the sample corpus, and in sentences full of cues, what its pattern alone finds."""
    sentences = _sentences()
    named = dict(_rules())
    assert len(named) > 20
    found = 0
    for name, rule in named.items():
        for text in sentences:
            alone = rule.pattern.search(text)
            assert (rule.search(text) is None) == (alone is None), (name, text)
            assert [m.span() for m in rule.finditer(text)] == [m.span() for m in rule.pattern.finditer(text)]
            assert (rule.match(text) is None) == (rule.pattern.match(text) is None)
            found += alone is not None
    assert found > 200


def test_branches_answer_as_one_pattern() -> None:
    """Branches that are gated each by itself find what the pattern finds: the first of all matches."""
    pattern = r"\b(?:no|not) (?:\w+ )?diff\w+|\bdiff|\b(?:was|were) [(|]?\w+|\bnot (?:differ|change)[|]?\b|lower\|"
    branches, whole = Branches(pattern, regex.I), regex.compile(pattern, regex.I)
    assert len(branches.rules) == 5
    for text in (*_sentences(), "It was lower|, but did not differ. Were (not so) different?"):
        for start, end in ((0, None), (7, None), (3, 40)):
            one, other = branches.search(text, start, end), whole.search(text, start, end)
            assert (one and one.span()) == (other and other.span())


def test_readings_are_the_same_without_the_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read of the sample corpus and of sentences full of cues does not change where every rule is run."""
    documents = [_document(" ".join(_TEXTS)), *(_document(text) for text in _sample()[:12])]
    gated = [_read(each) for each in documents]
    assert sum(len(claims) for _, claims in gated) > 20
    monkeypatch.setattr(rules, "_held", Known(lambda _: -1, most=1))  # all needs are met
    assert [_read(each) for each in documents] == gated


def test_no_relation_is_lost_where_none_of_its_words_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """The claims of the sample corpus and of bare sentences are the same where every sentence is taken apart."""
    bare = "The OR of CRP was 2.1 with zinc. BMD was highest with zinc. Patients with zinc had no pain. NS 3 v 4 in A."
    documents = [_document(text) for text in (bare, *_TEXTS, *_sample())]
    gated = [_read(each) for each in documents]
    assert sum(len(claims) for _, claims in gated) > 60
    passed_over: list[str] = []

    def passes_all(parsed: Parsed, text: str) -> bool:
        if not may_state(parsed, text):
            passed_over.append(text)
        return True

    monkeypatch.setattr(sentence, "may_state", passes_all)
    assert [_read(each) for each in documents] == gated
    assert len(passed_over) > 10


def _read(document: Document) -> tuple[tuple[Estimate, ...], tuple[Claim, ...]]:
    estimates = find_estimates(document)
    return estimates, find_claims(document, estimates=estimates, study=Study())


def _document(text: str) -> Document:
    return document(regex.sub(r"(?<=\.) ", "\n", text), section=None)


def test_the_gate_passes_over_most() -> None:
    """What makes it worth its while: of the rules with needed words most are not run on most sentences."""
    gated = [rule for _, rule in _rules() if all(rule.ways)]
    sentences = _sentences()
    folded = [text.casefold() for text in sentences]
    run = sum(
        any(all(any(word in text for word in words) for words in way) for way in rule.ways)
        for rule in gated
        for text in folded
    )
    assert run < len(gated) * len(sentences) / 3


_PATTERNS = (
    r"\bno (?:clear |real )*(?:benefit|difference)\b",
    r"(?:rats?|mice){1,2} (?=were)\w+|hens*",
    r"[aeiou]nd (?!not)[^.;]{0,4}?gro+wn\b|\bp\s?[<>]",
    r"x(?:ab|cd)?y+z{0,2}|(?:one|two){0}three|fo{2,}",
    r"\.(?P<name>iron)\)|[(\[]zinc",
    r"n[o']t?[1-4]\.?x|(?:low|high)[ -]?dos(?:e|ing){1,2}",
)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(_PATTERNS), st.text(max_size=5), st.sampled_from([str.upper, str.lower, str.title]))
def test_what_a_pattern_matches_holds_what_it_needs(
    data: st.DataObject, pattern: str, around: str, turn: Callable[[str], str]
) -> None:
    """Every text that a pattern matches holds one of the words that were read off it, in any case."""
    text = around + data.draw(st.from_regex(pattern)) + around
    rule = Rule(pattern, regex.I)
    for written in (text, turn(text)):
        assert (rule.search(written) is None) == (rule.pattern.search(written) is None)


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        (r"differ\w*", [[{"differ"}]]),
        (r"(?:a|an)? ?effects?", [[{"effect"}]]),
        (r"Non-?Inferior", [[{"noninferior", "non-inferior"}]]),
        (r"(?:up|down)ward(?=s)", [[{"ward"}]]),
        (r"\w+ly|[a-z]f", [[]]),
        (r"(?i)ab{2,3}c*", [[{"ab"}]]),
        (r"\u00b1\s?\d", [[{"±"}]]),
        (r"[QT][1-3]+\b|low[^a]high", [[{"low"}, {"high"}], [{"q1", "q2", "q3", "t1", "t2", "t3"}]]),
    ],
)
def test_needed_words_are_read_off_a_pattern(pattern: str, ways: list[list[set[str]]]) -> None:
    """The needed words are the longest letters that stand in every match."""
    assert [[set(words) for words in way] for way in needed(pattern)] == ways
