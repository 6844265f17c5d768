"""Looking up what an address names; what is not there raises NotFound, with a way on."""

from miner.errors import NotFound
from miner.model.evidence import Edge, Inference, Mediation, Node
from miner.web.view import View


def get_node(view: View, curie: str) -> Node:
    """The node of an id, or of what it rolls up to; raises NotFound with the nearest names."""
    node = view.network.nodes.get(curie) or view.network.nodes.get(view.vocabulary.roll_up(curie)[0])
    if node is not None:
        return node
    near = [f"{one.entity.label} ({one.entity.id})" for one in view.names.search(curie, limit=3).matches]
    known = view.vocabulary.get(curie)
    what = f"{known.name} ({curie})" if known is not None else repr(curie[:80])
    hint = f"near it: {', '.join(near)}" if near else "search for its name"
    raise NotFound(f"no claim in this store is about {what}; {hint}")


def get_link(view: View, edge_id: str) -> Edge | Mediation | Inference:
    """The edge of an id, stated, mediated or inferred; raises NotFound."""
    graph = view.graph
    link = graph.find_edge(edge_id) or graph.find_mediation(edge_id) or graph.find_inference(edge_id)
    if link is not None:
        return link
    ends = edge_id.split("--")
    hint = (
        f"; /entity/{ends[0]} lists what there is" if ends[0] in view.network.nodes else "; search for one of its ends"
    )
    raise NotFound(f"there is no edge {edge_id[:160]!r} in this store{hint}")
