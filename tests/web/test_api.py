"""The REST API: what it answers, in pages, with tags, and as problems where there is nothing to answer."""

import asyncio
import csv
import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import httpx
import pytest
from explorer_site import EDGE, MISCHIEF, Site, fill
from fastapi import FastAPI
from graph_builder import BONE_DENSITY, CRP, MAGNESIUM, SARCOPENIA, TOPIC

from miner.errors import BadInput
from miner.web.app import create_app
from miner.web.shelf import NotReady, Shelf


@pytest.mark.parametrize(
    "words",
    ["magn", "magnesuim", "MESH:D008274", "D008274", "Mg", "镁", "MAGNESIUM"],
)
def test_search_finds_by_beginning_slip_synonym_id_and_chinese(site: Site, words: str) -> None:
    """However magnesium is typed, it is the first that is found."""
    found = site.get(f"/api/search?q={quote(words)}").json()
    assert found["items"][0]["id"] == MAGNESIUM
    assert found["facets"]["type"]["Chemical"] >= 1


def test_search_is_narrowed_by_facets(site: Site) -> None:
    """A type or a role narrows the items, and leaves the counts of what else there is."""
    everything = site.get("/api/search?q=o").json()
    narrowed = site.get("/api/search?q=o&type=Disease").json()
    assert 0 <= narrowed["total"] < everything["total"]
    assert narrowed["facets"] == everything["facets"]
    assert {one["type"] for one in narrowed["items"]} <= {"Disease"}


@pytest.mark.parametrize("words", ["", "  ", "%", "'\"`;--", "x" * 2000, "\x00", "🦴", "a" * 199 + " b"])
def test_search_takes_anything(site: Site, words: str) -> None:
    """No query is an error, however odd or long."""
    assert site.get(f"/api/search?q={quote(words)}").status == 200


def test_an_entity_comes_with_its_edges_in_pages(site: Site) -> None:
    """Pages of edges follow each other by `next`, and together are all of them, each once."""
    address = f"/api/entities/{MAGNESIUM}?limit=7"
    seen: list[str] = []
    while address:
        answer = site.get(address).json()["edges"]
        seen += [one["id"] for one in answer["items"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["total"] > 30
    assert EDGE in seen


def test_an_entity_is_narrowed_by_direction_and_sign(site: Site) -> None:
    """What acts on bone density, lowering it, is asked for in one address."""
    answer = site.get(f"/api/entities/{BONE_DENSITY}?direction=in&sign=lowers").json()
    assert {one["sign"] for one in answer["edges"]["items"]} == {-1}
    assert {one["object"] for one in answer["edges"]["items"]} == {BONE_DENSITY}


def test_an_edge_comes_with_pool_camps_and_mediations(site: Site) -> None:
    """An edge has all that its page shows; the retracted paper is kept apart and not pooled."""
    edge = site.get(f"/api/edges/{EDGE}").json()
    assert edge["retracted"] == 1
    assert {camp["sign"] for camp in edge["camps"]} == {1, -1, 0}
    studies = [one for pool in edge["pools"] for study in pool["studies"] for one in study["papers"]]
    assert studies
    assert "PMID:7" not in studies
    assert edge["mediations"][0]["percents"] == [{"paper": "PMID:1", "percent": 18.0}]
    mediation = site.get(f"/api/edges/{edge['mediations'][0]['id']}").json()
    assert (mediation["kind"], mediation["mediator"]) == ("mediation", CRP)


def test_claims_are_filtered_and_exported(site: Site) -> None:
    """Claims by edge, design, words and paper; the CSV has the same rows."""
    everything = site.get(f"/api/claims?edge={EDGE}").json()
    assert {one["paper"] for one in everything["items"]} == {"PMID:1", "PMID:2", "PMID:3", "PMID:7"}
    assert site.get("/api/claims?design=rct").json()["total"] == 2
    assert site.get("/api/claims?paper=5").json()["total"] == 3
    assert site.get("/api/claims?q=parathyroid").json()["total"] == 2
    rows = list(csv.DictReader(io.StringIO(site.get(f"/api/claims.csv?edge={EDGE}").body)))
    assert [row["quote"] for row in rows] == [one["quote"] for one in everything["items"]]


def test_spreadsheets_run_nothing(site: Site) -> None:
    """A cell that begins like a formula begins with an apostrophe instead."""
    from miner.web.api.claims import _safe

    assert _safe("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _safe(-1) == "-1"
    assert "'=" not in site.get("/api/claims.csv").body


def test_paths_part_stated_from_inferred(site: Site) -> None:
    """A mediator that a paper states is no chain of ours; chains name their edges."""
    found = site.get(f"/api/paths?exposure={MAGNESIUM}&outcome={SARCOPENIA}").json()
    assert [one["mediator"] for one in found["stated"]] == [CRP]
    assert all(chain["nodes"][1]["id"] != CRP for chain in found["chains"])
    bone = site.get(f"/api/paths?exposure={MAGNESIUM}&outcome={BONE_DENSITY}").json()
    assert bone["stated"] == []
    assert all(leg["edge"] for chain in bone["chains"] for leg in chain["legs"])


@pytest.mark.parametrize("name", ["PMID:1", "1"])
def test_a_paper_is_found_by_id_and_pmid(site: Site, name: str) -> None:
    """A paper's answer has its claims and its whole reading."""
    found = site.get(f"/api/papers/{name}").json()
    assert found["id"] == "PMID:1"
    assert found["claims"][0]["edge"] == EDGE
    assert found["readings"][0]["text"]


@pytest.mark.parametrize("suffix", ["graphml", "json", "cx2"])
def test_the_graph_is_a_file_in_three_formats(site: Site, suffix: str) -> None:
    """The whole graph, and one entity's part of it, which is smaller."""
    whole = site.get(f"/api/graph.{suffix}")
    part = site.get(f"/api/graph.{suffix}?entity={BONE_DENSITY}")
    assert (whole.status, part.status) == (200, 200)
    assert MAGNESIUM in part.body
    assert len(part.body) < len(whole.body)


def test_a_graph_is_named_by_its_entity(site: Site) -> None:
    """The parts of two entities, downloaded one after the other, are two files."""
    names = [
        site.get(f"/api/graph.graphml{query}").headers["content-disposition"].partition("filename=")[2]
        for query in ("", f"?entity={BONE_DENSITY}")
    ]
    assert names == ['"test.graphml"', f'"test-{BONE_DENSITY.replace(":", "-")}.graphml"']


def test_others_are_answered_while_a_graph_is_sent(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph is sent as it is made: its first bytes come before its last are there, and searches in between."""
    go_on = threading.Event()

    def slow(*_: object) -> Iterator[bytes]:
        yield b"<graphml>"
        assert go_on.wait(20)
        yield b"</graphml>"

    monkeypatch.setattr("miner.web.api.graphs.stream_graph", slow)
    with urlopen(f"{site.url}/api/graph.graphml?entity={BONE_DENSITY}", timeout=20) as answer:
        assert answer.read1() == b"<graphml>"
        assert site.get("/api/search?q=bone").json()["total"]
        go_on.set()
        assert answer.read() == b"</graphml>"


def test_an_answer_is_tagged_and_not_sent_twice(site: Site) -> None:
    """The same address has the same tag; who has it gets 304 and no body; another address has another tag."""
    first = site.get(f"/api/edges/{EDGE}")
    tag = first.headers["etag"]
    again = site.get(f"/api/edges/{EDGE}", If_None_Match=tag)
    assert (again.status, again.body) == (304, "")
    assert site.get("/api/state").headers["etag"] != tag


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/entities/MESH:D999999", 404),
        ("/api/entities/../../etc/passwd", 404),
        ("/api/edges/none--raises--nothing", 404),
        ("/api/papers/PMID:404", 404),
        ("/api/claims?edge=none", 404),
        ("/api/paths?exposure=MESH:D008274&outcome=MESH:D008274", 400),
        ("/api/paths?exposure=MESH:D008274", 422),
        ("/api/claims?limit=0", 422),
        ("/api/graph.xlsx", 422),
        ("/api/changes?since=yesterday", 400),
        ("/api/nothing", 404),
        ("/api/search?q=" + "x" * 3000, 422),
    ],
)
def test_what_goes_wrong_is_a_problem_with_a_sentence(site: Site, path: str, status: int) -> None:
    """Problems are problem+json, with their status and a sentence; never a page of the server's own."""
    answer = site.get(path)
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert len(answer.json()["detail"]) > 5


def test_an_unknown_entity_is_answered_with_what_is_near(site: Site) -> None:
    """A 404 says where to go on."""
    found = site.get("/api/entities/magnesuim").json()
    assert MAGNESIUM in found["detail"]
    assert found["search"] == "/api/search?q=magnesuim"


def test_nothing_can_be_written(site: Site) -> None:
    """No operation but GET is there, and the store's connection refuses to write."""
    operations = site.get("/api/openapi.json").json()["paths"]
    assert {method for one in operations.values() for method in one} == {"get"}
    with site.shelf.open_store() as store, pytest.raises(Exception, match=r"readonly|cannot be written"):
        store.save_state("topic", "another")


def test_openapi_has_examples_for_every_operation(site: Site) -> None:
    """Each JSON answer is documented with an example, each problem as problem+json."""
    for path, operations in site.get("/api/openapi.json").json()["paths"].items():
        good = operations["get"]["responses"]["200"]["content"]
        if "graph" not in path and "csv" not in path:
            assert "example" in good["application/json"], path


def test_markup_stays_text(site: Site) -> None:
    """Markup in a title comes as it is, in JSON, never as HTML."""
    answer = site.get("/api/papers/9")
    assert answer.json()["title"] == MISCHIEF
    assert answer.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        (f"/entity/{MAGNESIUM}", 200),
        ("/entity/none", 404),
        ("/edge/none", 404),
        ("/paper/none", 404),
        ("/no/such", 404),
    ],
)
def test_pages_have_the_status_of_what_they_show(site: Site, path: str, status: int) -> None:
    """A page of what is not there says so to programs too, and every page forbids what comes from elsewhere."""
    answer = site.get(path, Accept="text/html")
    assert answer.status == status
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", answer.body)


async def _first(app: FastAPI, path: str) -> str:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        return (await client.get(path, headers={"Accept": "text/html"})).text


def test_the_first_visit_may_be_to_any_page(site: Site) -> None:
    """A fresh explorer gives its script and its style with whichever page is opened first."""
    body = asyncio.run(_first(create_app(site.shelf), f"/entity/{MAGNESIUM}"))
    assert "explorer.js" in body
    assert "explorer.css" in body


def test_a_store_that_grows_is_read_again_when_it_rests(tmp_path: Path) -> None:
    """What a run adds shows in a new view with another revision; the old one answers until then."""
    path = tmp_path / "growing.sqlite"
    fill(path, number=3)
    shelf = Shelf(TOPIC, path)
    with pytest.raises(NotReady):
        _ = shelf.view
    old = shelf.load()
    fill(path)
    assert shelf.view is old
    new = shelf.load()
    assert new.revision != old.revision
    assert len(new.graph.papers) > len(old.graph.papers)


def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    """A store without claims is no graph: the sentence names the command that fills it."""
    path = tmp_path / "empty.sqlite"
    fill(path, number=0)
    shelf = Shelf(TOPIC, path)
    with pytest.raises(BadInput, match="miner run"):
        shelf.load()


@pytest.mark.parametrize(
    "query", ["q=magn", "q=magnesuim&limit=3", "q=", "q=%E9%95%81", "limit=1", "q=a+b%20c", "", "q=%ff"]
)
def test_the_short_road_of_searches_says_what_the_long_one_says(site: Site, query: str) -> None:
    """Searches that are answered before the framework have the same body, type and tag as those that it answers."""
    short = site.get(f"/api/search?{query}")
    long = site.get(f"/api/search?{query}", If_None_Match='"another"')  # whoever has a tag takes the usual road
    assert (short.status, short.body) == (long.status, long.body) == (200, short.body)
    for name in ("content-type", "etag", "cache-control", "content-length"):
        assert short.headers[name] == long.headers[name]
    assert site.get(f"/api/search?{query}", If_None_Match=short.headers["etag"]).status == 304


@pytest.mark.parametrize("query", ["q=a&limit=0", "q=a&limit=x", "q=a&limit=101", "q=a&offset=-1"])
def test_a_search_that_is_wrong_takes_the_long_road(site: Site, query: str) -> None:
    """What the short road cannot answer is told as a problem."""
    answer = site.get(f"/api/search?{query}")
    assert (answer.status, answer.headers["content-type"]) == (422, "application/problem+json")
