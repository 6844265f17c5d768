"""A published graph back into Python: as a networkx graph, and as a pandas table."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import networkx as nx

from miner.errors import BadInput

if TYPE_CHECKING:
    from pandas import DataFrame

_OURS: Final = {"kind", "predicate", "support"}
_HEAD: Final = 4096


def graph(path: str | Path) -> "nx.MultiDiGraph[str]":
    """The evidence graph of a GraphML file that miner wrote; attributes as `graphs/schema.toml` says, edges by id.

    Raises BadInput for a file that is missing, is no GraphML, or comes from elsewhere.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}); `miner graph` writes one") from None
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise BadInput(f"{path} declares XML entities of its own, as entity bombs do; it is not read")
    try:
        network = nx.read_graphml(path, force_multigraph=True)
    except (nx.NetworkXError, SyntaxError, KeyError, ValueError) as error:
        raise BadInput(f"{path} is no GraphML that can be read ({error}); `miner graph` writes one") from None
    if not isinstance(network, nx.MultiDiGraph) or any(_OURS - set(row) for *_, row in network.edges(data=True)):
        raise BadInput(
            f"{path} is a graph from elsewhere: its edges lack {', '.join(sorted(_OURS))}; `miner graph` writes one"
        )
    return network


def to_pandas(network: "nx.MultiDiGraph[str]") -> "DataFrame":
    """One row an edge: its id, its ends with their labels and roles, then its attributes; a missing value is NaN."""
    import pandas as pd

    nodes = network.nodes
    rows = [
        {
            "id": key,
            "source": source,
            "source_label": nodes[source].get("label", source),
            "source_role": nodes[source].get("role"),
            "target": target,
            "target_label": nodes[target].get("label", target),
            "target_role": nodes[target].get("role"),
            **row,
        }
        for source, target, key, row in network.edges(keys=True, data=True)
    ]
    return pd.DataFrame(rows)
