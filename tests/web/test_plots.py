"""What pages say in few words: forest plots, reasons of changes, counts of an edge, the guide to the API."""

import re

from explorer_site import EDGE, Site

from miner.ask.changes import Change, ChangeKind, Reason
from miner.model.estimate import Measure
from miner.web.pages.changes import change_items
from miner.web.pages.forest import draw_forest
from miner.web.pages.guide import make_guide
from miner.weigh.forest import ForestGroup, ForestRow


def test_titles_of_groups_are_not_cut_by_the_margin() -> None:
    """A group's title stands across the plot, whole; only studies' labels take room beside it."""
    title = "not pooled: a review or meta-analysis is not pooled with the studies that it may hold"
    groups = [ForestGroup(title, (ForestRow("Zhu et al. 2025", 0.5, 0.3, 0.8),))]
    drawn = str(draw_forest(groups, measure=Measure.OR, is_dark=False, name="forest"))
    assert f"<i>{title}</i>" in drawn
    assert "'ticktext': ['', 'Zhu et al. 2025']" in drawn
    assert "odds ratio" in drawn


def test_reasons_of_one_kind_are_told_once(site: Site) -> None:
    """Six new papers behind a change are one mark, four links, and how many more."""
    reasons = tuple(Reason("new paper", f"PMID:{number}") for number in range(1, 7))
    change = Change(ChangeKind.NEW, EDGE, "Magnesium lowers Sarcopenia", None, 0.7, reasons)
    told = str(change_items(site.shelf.view, [change]))
    assert told.count("6 × new paper") == 1
    assert len(re.findall(r"href='/paper/", told)) == 4
    assert "and 2 more" in told


def test_the_guide_describes_every_parameter(site: Site) -> None:
    """No parameter of the API is left without a word on it, and code is set as code."""
    openapi = site.get("/api/openapi.json").json()
    missing = [
        f"{path} {one['name']}"
        for path, operations in openapi["paths"].items()
        for one in operations["get"].get("parameters", [])
        if not (one.get("description") or one["schema"].get("description"))
    ]
    assert missing == []
    assert "`" not in str(make_guide(openapi))
