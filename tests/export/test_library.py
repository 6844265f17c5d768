"""miner as a library: published graphs back into Python, and the notebook that shows it."""

import json
from pathlib import Path

import nbclient
import nbformat
import pytest

import miner
from miner.errors import BadInput
from miner.resources import graphs_path

FOREIGN = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">
<node id="a"/><edge source="a" target="a"/></graph></graphml>"""
NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "evidence.ipynb"


def test_the_published_graph_is_a_networkx_graph() -> None:
    """Nodes have roles, edges their ids as keys and a sentence each where a paper states them."""
    network = miner.graph(graphs_path("magnesium.graphml"))
    assert network.nodes["MESH:D008274"]["role"] == "exposure"
    stated = [(key, row) for *_, key, row in network.edges(keys=True, data=True) if row["kind"] == "stated"]
    assert len(stated) > 50
    assert all(row["quote"] for _, row in stated)
    assert len({key for key, _ in stated}) == len(stated)


def test_the_table_has_a_row_an_edge() -> None:
    """Labels stand beside ids; mediated percentages are numbers."""
    network = miner.graph(graphs_path("magnesium.graphml"))
    table = miner.to_pandas(network)
    assert len(table) == network.number_of_edges()
    assert table["id"].is_unique
    mediated = table[table["kind"] == "mediation"]["percent_mediated"].dropna()
    assert mediated.between(0, 100).all()
    assert len(mediated) >= 6


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        ("<graphml", "is no GraphML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><graphml/>', "entity bombs"),
        (FOREIGN, "from elsewhere"),
    ],
)
def test_what_is_no_graph_of_ours_is_refused(tmp_path: Path, content: str | None, says: str) -> None:
    """One sentence says what is wrong with the file."""
    path = tmp_path / "g.graphml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=says):
        miner.graph(path)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The module's lazy face does not answer to everything."""
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = miner.nothing_like_it


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::RuntimeWarning", "ignore::UserWarning")
def test_the_notebook_runs() -> None:
    """Every cell of docs/evidence.ipynb runs, and the notebook is kept without its outputs."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    kept = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") for cell in kept["cells"])
    client = nbclient.NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}})
    done = client.execute()
    outputs = [output for cell in done.cells for output in cell.get("outputs", ())]
    assert outputs
    assert not any(output["output_type"] == "error" for output in outputs)
