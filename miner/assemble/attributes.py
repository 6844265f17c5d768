"""The attributes of nodes and edges on the way out: names, types and order; `graphs/schema.toml` says what each means.

Scalars only, one type each. An attribute that has no value is left out: there is no -1, NaN or empty text for it.
"""

from typing import Final, NamedTuple

Scalar = str | int | float | bool


class Attribute(NamedTuple):
    """An attribute's name, and its type as GraphML spells it: `string`, `int`, `double` or `boolean`."""

    name: str
    type: str


NODE_ATTRIBUTES: Final = (
    Attribute("label", "string"),
    Attribute("category", "string"),
    Attribute("type", "string"),
    Attribute("role", "string"),
    Attribute("papers", "int"),
    Attribute("names", "string"),
    Attribute("members", "string"),
    Attribute("parts", "string"),
)

EDGE_ATTRIBUTES: Final = (
    Attribute("predicate", "string"),
    Attribute("negated", "boolean"),
    Attribute("sign", "int"),
    Attribute("kind", "string"),
    Attribute("papers", "int"),
    Attribute("claims", "int"),
    Attribute("background", "int"),
    Attribute("first_year", "int"),
    Attribute("last_year", "int"),
    Attribute("designs", "string"),
    Attribute("support", "int"),
    Attribute("against", "int"),
    Attribute("null", "int"),
    Attribute("belief", "double"),
    Attribute("consistency", "double"),
    Attribute("strength", "double"),
    Attribute("estimates", "string"),
    Attribute("measure", "string"),
    Attribute("comparison", "string"),
    Attribute("pooled", "double"),
    Attribute("pooled_low", "double"),
    Attribute("pooled_high", "double"),
    Attribute("pooled_studies", "int"),
    Attribute("set_aside", "string"),
    Attribute("i2", "double"),
    Attribute("tau2", "double"),
    Attribute("predicted_low", "double"),
    Attribute("predicted_high", "double"),
    Attribute("percent_mediated", "double"),
    Attribute("percents", "string"),
    Attribute("indirect", "string"),
    Attribute("via", "string"),
    Attribute("pmids", "string"),
    Attribute("sources", "string"),
    Attribute("quote", "string"),
    Attribute("retracted", "int"),
    Attribute("retracted_sources", "string"),
    Attribute("weights", "string"),
    Attribute("evidence", "string"),
)
