"""Changes: each kind with its reason, as JSON and as text."""

import json
from dataclasses import replace

import pytest
from graph_builder import CRP, MAGNESIUM, PTH, SARCOPENIA, Paper, graph_of, paper, says

from miner.ask import Changes, find_changes, read_snapshot, write_snapshot
from miner.ask.changes import Change, ChangeKind, Reason
from miner.ask.snapshot import Snapshot, snapshot
from miner.errors import BadInput
from miner.model.study import Design

DOWN = f"{MAGNESIUM}--lowers--{SARCOPENIA}"
UP = f"{MAGNESIUM}--raises--{SARCOPENIA}"


def state(*papers: Paper) -> Snapshot:
    return snapshot(graph_of(*papers))


def told(changes: Changes) -> dict[tuple[str, str], list[tuple[str, str | None]]]:
    return {
        (one.kind.value, one.edge): [(reason.kind, reason.paper) for reason in one.reasons] for one in changes.changes
    }


def test_nothing_changed() -> None:
    """The same graph has not changed, and says so."""
    changes = find_changes(state(paper(1, says())), state(paper(1, says())))
    assert changes.changes == ()
    assert "Nothing." in changes.to_text()


def test_a_new_paper_makes_and_strengthens() -> None:
    """New edges and more belief, each by the paper that did it."""
    changes = find_changes(state(paper(1, says())), state(paper(1, says()), paper(2, says(), says(MAGNESIUM, PTH, -1))))
    assert told(changes) == {
        ("new", f"{MAGNESIUM}--lowers--{PTH}"): [("new paper", "PMID:2")],
        ("strengthened", DOWN): [("new paper", "PMID:2")],
    }


def test_a_contrary_paper_weakens_and_turns() -> None:
    """What weakens an edge stands on its pair's other edge; a pair whose direction turns says so first."""
    old = [paper(1, says(sign=-1), design=Design.CASE_SERIES, n=5)]
    changes = find_changes(state(*old), state(*old, paper(2, says(sign=1), design=Design.RCT)))
    assert list(told(changes)) == [("turned", UP), ("new", UP), ("weakened", DOWN)]
    assert told(changes)["weakened", DOWN] == [("new paper", "PMID:2")]
    assert changes.changes[0].text == "Magnesium raises Sarcopenia; before, most spoke for: lowers"


def test_a_retraction_is_the_reason() -> None:
    """An edge that rested on a retracted paper is gone; one that it shared is weaker."""
    papers = [paper(1, says()), paper(2, says(), says(MAGNESIUM, CRP, -1))]
    after = [papers[0], paper(2, says(), says(MAGNESIUM, CRP, -1), retracted=True)]
    changes = find_changes(state(*papers), state(*after))
    assert told(changes) == {
        ("gone", f"{MAGNESIUM}--lowers--{CRP}"): [("retraction", "PMID:2")],
        ("weakened", DOWN): [("retraction", "PMID:2")],
    }
    back = find_changes(state(*after), state(*papers))
    assert told(back)["new", f"{MAGNESIUM}--lowers--{CRP}"] == [("reinstatement", "PMID:2")]


def test_what_becomes_of_papers_is_said_even_where_belief_hardly_moves() -> None:
    """One of many papers retracted, corrected, doubted or deleted: the paper is named, with the edges on it."""
    many = [paper(n, says(), design=Design.RCT, n=9000) for n in range(1, 13)]
    after = [paper(1, says(), design=Design.RCT, n=9000, retracted=True), *many[2:11]]
    after[1] = paper(3, says(), design=Design.RCT, n=9000, concern=True)
    changes = find_changes(state(*many), state(*after))
    assert changes.changes == ()
    assert [tuple(one) for one in changes.papers] == [
        ("retraction", "PMID:1", 1),
        ("deletion", "PMID:12", 1),
        ("deletion", "PMID:2", 1),
        ("expression of concern", "PMID:3", 1),
    ]
    assert "- retraction of PMID:1, on which one edge rested" in changes.to_text()
    assert find_changes(state(*after), state(*many[:1], *after[1:])).papers[0].kind == "reinstatement"


def test_a_deletion_and_a_revision_are_reasons() -> None:
    """A deleted citation, and a record that was revised to say otherwise."""
    papers = [paper(1, says()), paper(2, says(), revised="2020-01-01")]
    assert told(find_changes(state(*papers), state(papers[0]))) == {("weakened", DOWN): [("deletion", "PMID:2")]}
    revised = paper(2, says(sign=0), revised="2021-01-01")
    assert told(find_changes(state(*papers), state(papers[0], revised)))["weakened", DOWN] == [("revision", "PMID:2")]


@pytest.mark.parametrize(
    ("name", "reason"), [("vocabulary", "new vocabulary"), ("rules", "new rules"), ("", "new reading")]
)
def test_versions_are_reasons(name: str, reason: str) -> None:
    """The same papers that give another graph: another vocabulary, other rules, or another reading."""
    before, after = state(paper(1, says())), state(paper(1, says(sign=1)))
    if name:
        after = replace(after, versions={**after.versions, name: "other"})
    found = told(find_changes(before, after))
    assert found
    assert {one for those in found.values() for one in those} == {(reason, None)}


def test_mediations_change_too() -> None:
    """A newly stated mediator is a change with its own words."""
    changes = find_changes(state(paper(1, says())), state(paper(1, says()), paper(2, says(through=[(CRP, 20)]))))
    assert "Magnesium lowers Sarcopenia through C-Reactive Protein" in changes.to_text()


def test_snapshots_come_back() -> None:
    """A snapshot is the same bytes for the same graph, and reads back."""
    one = state(paper(1, says(through=[(CRP, 20)])), paper(2, says(sign=0), retracted=True))
    text = write_snapshot(one)
    assert read_snapshot(text) == one
    assert text == write_snapshot(state(paper(2, says(sign=0), retracted=True), paper(1, says(through=[(CRP, 20)]))))


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "miner-snapshot-0"}', '{"format": "miner-snapshot-1"}', "3"]
)
def test_what_is_no_snapshot_is_refused(text: str) -> None:
    """A file from elsewhere or from another version is named, with what to do."""
    with pytest.raises(BadInput, match="`miner run`"):
        read_snapshot(text, path="old.json")


def test_json() -> None:
    """The record is plain JSON with counts, kinds and reasons."""
    record = find_changes(state(), state(paper(1, says()))).to_record()
    assert json.loads(json.dumps(record))["changes"][0]["reasons"] == [{"kind": "new paper", "paper": "PMID:1"}]
    assert record["count"] == 1


def test_a_report_tells_each_kind_of_reason_once() -> None:
    """Two new papers and new rules behind one change are two reasons in words, however many papers there are."""
    reasons = (Reason("new paper", "PMID:1"), Reason("new paper", "PMID:2"), Reason("new rules"))
    change = Change(ChangeKind.NEW, DOWN, "Magnesium lowers Sarcopenia", None, 0.7, reasons)
    assert "new paper PMID:1, PMID:2; new rules" in Changes("test", (change,)).to_text()
