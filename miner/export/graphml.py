"""GraphML, written as it goes: valid XML 1.0 for any text, scalars only, one id an edge, flat memory.

Readable without loss by networkx, igraph, Gephi, Cytoscape and yEd. A string writer of our own: networkx builds the
whole document in memory, takes twice the time, and gives parallel edges the same id.
"""

import math
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from miner.assemble import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, EdgeRow, iter_edge_rows, iter_node_rows
from miner.assemble.attributes import Scalar
from miner.errors import BadInput
from miner.export.lines import write_lines
from miner.model.evidence import EvidenceGraph

# XML 1.0, production 2: what may stand in a document. Everything else becomes U+FFFD.
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL: Final = re.compile("[&<>\"'\r\n\t]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL_IN_TEXT: Final = re.compile("[&<>\r]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES: Final = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
    "\r": "&#13;",
    "\n": "&#10;",
    "\t": "&#9;",
}
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "int": (int,),
    "double": (float, int),
    "boolean": (bool,),
}


def write_graphml(graph: EvidenceGraph, path: Path, *, evidence: bool = True) -> None:
    """Write the graph as GraphML; the file is there whole or not at all.

    `evidence=False` leaves out the attributes `weights` and `evidence`, which are long.
    """
    write_lines(iter_graph(graph, evidence=evidence), path)


def iter_graph(graph: EvidenceGraph, *, evidence: bool = True) -> Iterator[str]:
    """The graph as GraphML, piece by piece: what is read of a kept graph is read when its turn has come."""
    about = (("topic", graph.topic), ("title", graph.title), *graph.versions)
    return iter_graphml(
        iter_node_rows(graph),
        iter_edge_rows(graph, evidence=evidence),
        about=tuple((name, value) for name, value in about if value),
    )


def iter_graphml(
    nodes: Iterable[tuple[str, dict[str, Scalar]]],
    edges: Iterable[EdgeRow],
    *,
    about: tuple[tuple[str, str], ...] = (),
    node_attributes: tuple[Attribute, ...] = NODE_ATTRIBUTES,
    edge_attributes: tuple[Attribute, ...] = EDGE_ATTRIBUTES,
) -> Iterator[str]:
    """The document piece by piece, from rows of scalars; raises BadInput for a value of another type."""
    yield _HEAD
    about_keys = tuple((f"g{number}", name, value) for number, (name, value) in enumerate(about))
    for key, name, _ in about_keys:
        yield f'<key id="{key}" for="graph" attr.name="{escape(name)}" attr.type="string"/>\n'
    node_keys = _keys(node_attributes, "n")
    edge_keys = _keys(edge_attributes, "e")
    for what, attributes, keys in (("node", node_attributes, node_keys), ("edge", edge_attributes, edge_keys)):
        for attribute in attributes:
            yield (
                f'<key id="{keys[attribute.name][0]}" for="{what}" attr.name="{escape(attribute.name)}"'
                f' attr.type="{attribute.type}"/>\n'
            )
    yield '<graph id="G" edgedefault="directed">\n'
    for key, _, value in about_keys:
        yield f'<data key="{key}">{escape(value)}</data>\n'
    for node, row in nodes:
        yield f'<node id="{escape(node)}">{_data(row, node_keys)}</node>\n'
    for source, target, edge, row in edges:
        yield (
            f'<edge id="{escape(edge)}" source="{escape(source)}" target="{escape(target)}">'
            f"{_data(row, edge_keys)}</edge>\n"
        )
    yield "</graph>\n</graphml>\n"


def escape(text: str) -> str:
    """The text as it stands between quotes in XML 1.0; what XML cannot hold becomes U+FFFD.

    >>> escape('a<b & "c"')
    'a&lt;b &amp; &quot;c&quot;'
    """
    return _SPECIAL.sub(_escaped, text) if _SPECIAL.search(text) else text


def escape_text(text: str) -> str:
    """The text as it stands between tags, where quotes and line ends may stay as they are.

    >>> escape_text('a<b & "c"')
    'a&lt;b &amp; "c"'
    """
    return _SPECIAL_IN_TEXT.sub(_escaped, text)


def clean(text: str) -> str:
    """The text as a reader gets it back: what XML 1.0 cannot hold is U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], "\ufffd")


def _keys(attributes: Iterable[Attribute], prefix: str) -> dict[str, tuple[str, str]]:
    return {attribute.name: (f"{prefix}{number}", attribute.type) for number, attribute in enumerate(attributes)}


def _data(row: dict[str, Scalar], keys: dict[str, tuple[str, str]]) -> str:
    parts = []
    for name, value in row.items():
        key, kind = keys[name]
        if kind == "string" and type(value) is str:
            parts.append(f'<data key="{key}">{escape_text(value)}</data>')
        else:
            parts.append(f'<data key="{key}">{_number(name, value, kind)}</data>')
    return "".join(parts)


def _number(name: str, value: Scalar, kind: str) -> str:
    if not isinstance(value, _TYPES[kind]) or (kind != "boolean" and isinstance(value, bool)):
        raise BadInput(f"the attribute {name} holds {value!r}, which is no {kind}")
    if kind == "boolean":
        return "true" if value else "false"
    if kind == "double" and isinstance(value, (int, float)):
        if not math.isfinite(value):
            raise BadInput(f"the attribute {name} holds {value!r}; a number that is not known is left out")
        return repr(float(value))
    return str(value)
