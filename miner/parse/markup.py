"""XML read safely, and marked-up text flattened with nothing lost."""

import html.entities
import re
from collections.abc import Iterator

from lxml import etree

from miner.errors import BadInput

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]*);")
_XML_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
_DECLARED = re.compile(rb"<!ENTITY\s")
_ROOT = re.compile(rb"<[A-Za-z_]")
_DOCTYPE = re.compile(rb"<!DOCTYPE[^\[>]*(?:\[[^\]]*\])?\s*>")  # libxml2 would look for the DTD that it names
_ENCODING = re.compile(rb"""^<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_EXPONENT = re.compile(r"[-−+]?\d+")
_WRAPPER = (
    b'<w xmlns:mml="http://www.w3.org/1998/Math/MathML" xmlns:xlink="http://www.w3.org/1999/xlink"'
    b' xmlns:ali="http://www.niso.org/schemas/ali/1.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)
# Comments and instructions go, entities stay shut, nothing is fetched, and depth and size have libxml2's own bounds.
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
    strip_cdata=True,
    collect_ids=False,
)
BadMarkup = etree.XMLSyntaxError


def check_prolog(first: bytes, *, name: str) -> None:
    """Raises BadInput where the document declares entities of its own: no format that is read here needs them."""
    root = _ROOT.search(first)
    if _DECLARED.search(first, 0, len(first) if root is None else root.start()):
        raise BadInput(
            f"{name} declares XML entities of its own, as entity bombs do; it is not read: take its declarations out"
        )


def declared_encoding(first: bytes) -> str | None:
    """The encoding that an XML declaration names, lower case; None where it names none or UTF-8."""
    match = _ENCODING.match(first.lstrip())
    name = match[1].decode("ascii").lower() if match else "utf-8"
    return None if name in {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-32"} else name


def read_element(data: bytes) -> etree._Element:
    """The element of a piece of XML, whose HTML entities are known; raises BadMarkup where it is malformed."""
    try:
        return etree.fromstring(data, _PARSER)
    except BadMarkup:
        if b"&" not in data and b":" not in data:
            raise
        repaired = _NAMED.sub(_as_character, data)
        return etree.fromstring(_WRAPPER + repaired + b"</w>", _PARSER)[0]


def resolve_named(data: bytes) -> bytes:
    """The data with HTML's named entities (`&alpha;`) as characters; XML's own five stay."""
    return _NAMED.sub(_as_character, data) if b"&" in data else data


def _as_character(match: re.Match[bytes]) -> bytes:
    if match[1] in _XML_OWN:
        return match[0]
    character = html.entities.html5.get(f"{match[1].decode('ascii')};")
    return match[0] if character is None else character.encode()


def read_document_element(data: bytes) -> etree._Element:
    """The root of a whole document; raises BadMarkup where it is malformed."""
    return etree.fromstring(resolve_named(_DOCTYPE.sub(b"", data, count=1)), _PARSER)


def flatten(element: etree._Element | None) -> str:
    """An element's text with its inline markup dissolved and white space made single.

    A number in superscript behind a digit becomes Unicode superscript, so that 10<sup>-8</sup> is not read as 10-8;
    mathematics is written on one line.

    >>> flatten(etree.fromstring("<t>5 x 10<sup>-8</sup>, Mg<sup>2+</sup> in kg/m<sup>2</sup></t>"))
    '5 x 10⁻⁸, Mg2+ in kg/m2'
    """
    if element is None:
        return ""
    if len(element) == 0:
        text = element.text
        if not text or text.isalnum():  # most names and numbers, which have nothing to be dissolved or made single
            return text or ""
    else:
        text = "".join(_pieces(element))
    return " ".join(text.split())


def _pieces(element: etree._Element) -> Iterator[str]:
    # Works through a stack of its own pieces; recursion is bounded by libxml2's depth limit of 256.
    before = element.text or ""
    if before:
        yield before
    for child in element:
        name = local_name(child)
        if name == "math":
            inside = write_math(child)
        elif len(child):
            inside = "".join(_pieces(child))
        else:
            inside = child.text or ""
        if name == "sup" and before[-1:].isdigit() and _EXPONENT.fullmatch(inside.strip()):
            inside = inside.strip().translate(_SUPERSCRIPTS)
        elif name in _BREAKS:
            inside = f" {inside} "
        if inside:
            yield inside
        tail = child.tail or ""
        if tail:
            yield tail
        before = tail or inside or before


_BREAKS = frozenset({"break", "br", "p", "list", "list-item", "disp-quote", "disp-formula", "title", "td", "th", "tr"})


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def write_math(element: etree._Element) -> str:
    """MathML on one line: fractions with a slash, exponents with a caret; TeX annotations are left out.

    >>> write_math(etree.fromstring("<math><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>+</mo><mn>1</mn></math>"))
    'a/b+1'
    """
    name = local_name(element)
    if name in {"annotation", "annotation-xml"}:
        return ""
    parts = [write_math(child) for child in element]
    if name == "mfrac" and len(parts) == 2:
        return "/".join(part if len(part) < 2 or part.isalnum() else f"({part})" for part in parts)
    if name == "msup" and len(parts) == 2:
        return f"{parts[0]}^{parts[1]}"
    if name == "msubsup" and len(parts) == 3:
        return f"{parts[0]}{parts[1]}^{parts[2]}"
    if name == "msqrt":
        return f"√({''.join(parts)})"
    own = " ".join((element.text or "").split())
    tails = [" ".join((child.tail or "").split()) for child in element]
    return own + "".join(part + tail for part, tail in zip(parts, tails, strict=True))
