"""The published schema and the code say the same."""

import tomllib

import pytest

from miner.assemble import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute
from miner.resources import graphs_path


@pytest.mark.parametrize(("kind", "attributes"), [("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)])
def test_the_schema_lists_what_the_code_writes(kind: str, attributes: tuple[Attribute, ...]) -> None:
    """graphs/schema.toml names every attribute in the order of the code, with its type and what it means."""
    schema = tomllib.loads(graphs_path("schema.toml").read_text(encoding="utf-8"))
    assert [(name, entry["type"]) for name, entry in schema[kind].items()] == list(attributes)
    assert all(len(entry["meaning"].split()) > 2 for entry in schema[kind].values())
    assert set(schema) == {"node", "edge"}
