"""What a page is asked to show: its address taken apart, and how it is looked at."""

from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlencode

_LONGEST: Final = 600  # characters of one value


@dataclass(frozen=True, slots=True)
class Asked:
    """The page's name and the rest of its path, the values behind the question mark, and whether the theme is dark."""

    page: str
    rest: str = ""
    values: dict[str, str] = field(default_factory=dict)
    is_dark: bool = False

    def get(self, name: str) -> str:
        """A value, empty where it was not given."""
        return self.values.get(name, "")

    def number(self, name: str, default: int, *, most: int) -> int:
        """A whole number between 0 and `most`; the default where it is none."""
        given = self.get(name)
        return min(int(given), most) if given.isascii() and given.isdigit() and len(given) < 9 else default

    def but(self, **values: str | int) -> str:
        """The same page's address with other values; an empty one leaves the value out."""
        merged = {**self.values, **{name: str(value) for name, value in values.items()}}
        query = urlencode({name: value for name, value in merged.items() if value})
        return f"?{query}" if query else "?"


def read_place(place: dict[str, Any] | None) -> Asked:
    """What the browser's address asks for.

    >>> read_place({"pathname": "/entity/MESH:D008274", "search": "?show=80"})
    Asked(page='entity', rest='MESH:D008274', values={'show': '80'}, is_dark=False)
    """
    place = place or {}
    path = unquote(str(place.get("pathname") or "/")).lstrip("/")
    page, _, rest = path.partition("/")
    found = parse_qsl(str(place.get("search") or "").lstrip("?")[:8000])
    return Asked(page, rest[:_LONGEST], {name: value[:_LONGEST] for name, value in found}, place.get("theme") == "dark")
