"""Forms in which entities are picked by name, completed as they are typed."""

from collections.abc import Sequence

from dash import html

from miner.errors import NotFound
from miner.web.pages.parts import Part
from miner.web.view import View


def pick_form(action: str, fields: Sequence[tuple[str, str, str]], *, submit: str, extra: Sequence[Part] = ()) -> Part:
    """A form that opens the page `action`; each field is its name, what it is called, and what stands in it."""
    parts = [field(name, label, value, hint="a name or an id", is_entity=True) for name, label, value in fields]
    parts += extra
    parts.append(html.Button(submit, type="submit", className="button strong"))
    return html.Form(parts, action=action, method="GET", className="pick card to-page")


def field(name: str, label: str, value: str, *, hint: str, is_entity: bool = False) -> Part:
    """A field of a form: the page's script puts a plain input into it, which keeps what is typed as it is typed."""
    told = {"data-name": name, "data-value": value, "data-hint": hint, "data-entity": "yes" if is_entity else ""}
    return html.Div(
        [html.Label(label, htmlFor=f"pick-{name}"), html.Div(className="plain-input", **told)], className="field"
    )


def shown(view: View, node: str) -> str:
    """How a picked entity stands in its field."""
    return f"{view.label(node)} ({node})" if node else ""


def resolve(view: View, words: str) -> str:
    """The node that is meant, empty for no words; raises NotFound with what is near."""
    if not words:
        return ""
    node = view.resolve(words)
    if node is None:
        near = [one.entity.label for one in view.names.search(words, limit=3).matches]
        hint = f"did you mean {' or '.join(near)}?" if near else "pick a name from the list that opens while you type"
        raise NotFound(f"nothing here is called {words[:100]!r}; {hint}")
    return node
