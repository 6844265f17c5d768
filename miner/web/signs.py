"""How signs look and are called on the pages: the same colours as in the printed pictures, told apart in grey too."""

from enum import StrEnum
from typing import Final, NamedTuple

from miner.model.claim import Sign


class SignName(StrEnum):
    """How a sign is spelled in addresses."""

    RAISES = "raises"
    LOWERS = "lowers"
    NONE = "none"
    LINKED = "linked"


class Look(NamedTuple):
    """A sign's look: a colour on light and on dark ground, a symbol, a line, an arrow's head, and words."""

    name: SignName
    light: str
    dark: str
    symbol: str
    line: str
    head: str
    verb: str
    passive: str


LOOKS: Final[dict[Sign, Look]] = {
    1: Look(SignName.RAISES, "#D55E00", "#FF9248", "▲", "solid", "triangle", "raises", "raised by"),
    -1: Look(SignName.LOWERS, "#0072B2", "#63B7F0", "▼", "dashed", "tee", "lowers", "lowered by"),
    0: Look(SignName.NONE, "#6b7280", "#A7B0BC", "●", "dotted", "circle", "does not change", "not changed by"),
    None: Look(SignName.LINKED, "#8F5C8A", "#D3A6CE", "◆", "dashed", "vee", "is linked to", "linked to"),
}
ORDER: Final[tuple[Sign, ...]] = (1, -1, 0, None)
_BY_NAME: Final[dict[str, Sign]] = {look.name.value: sign for sign, look in LOOKS.items()}


def sign_of(name: SignName | str) -> Sign:
    """The sign of a name in an address.

    >>> sign_of(SignName.LOWERS)
    -1
    """
    return _BY_NAME[str(name)]
