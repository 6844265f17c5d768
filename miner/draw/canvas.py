"""What every picture shares: the figure, its colours and marks, and how its bytes are kept the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from miner.errors import BadInput
from miner.files import replaced
from miner.model.claim import Sign
from miner.resources import install_command

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FORMATS: Final = (".svg", ".png", ".pdf")
INK: Final = "#1f2933"
FAINT: Final = "#8a94a0"
_SETTINGS: Final = MappingProxyType(
    {
        "font.family": "DejaVu Sans",  # comes with matplotlib: the same picture on every machine
        "font.size": 9,
        "svg.hashsalt": "miner",
        "svg.fonttype": "path",
        "pdf.fonttype": 42,
        "axes.unicode_minus": False,
        "axes.edgecolor": FAINT,
        "axes.labelcolor": INK,
        "text.color": INK,
        "xtick.color": INK,
        "ytick.color": INK,
    }
)


class SignStyle(NamedTuple):
    """How a sign looks: a colour of Okabe and Ito's palette, a line and a mark that tell it apart in grey, a word."""

    colour: str
    line: str | tuple[float, tuple[float, ...]]
    marker: str
    head: str
    word: str


SIGN_STYLES: Final[MappingProxyType[Sign, SignStyle]] = MappingProxyType(
    {
        1: SignStyle("#D55E00", "solid", "^", "-|>,head_length=0.5,head_width=0.25", "raises"),
        -1: SignStyle("#0072B2", (0, (5, 2)), "v", "|-|,widthA=0,widthB=0.45", "lowers"),
        0: SignStyle("#6b7280", (0, (1, 2)), "o", "-", "no effect found"),
        None: SignStyle(
            "#8F5C8A", (0, (5, 2, 1, 2)), "D", "->,head_length=0.4,head_width=0.2", "linked, no one direction"
        ),
    }
)
UNSTATED: Final = SignStyle("#9ca3af", "solid", "", "->,head_length=0.35,head_width=0.18", "part of a stated path")
"""A leg that no paper states by itself."""


@contextmanager
def figure(path: Path, *, width: float, height: float) -> Iterator["Figure"]:
    """A figure of that size in inches, written to `path` at the end; the suffix (.svg, .png, .pdf) is its format.

    Neither the time nor a random id enters the file: the same input gives the same bytes.
    """
    if path.suffix.lower() not in FORMATS:
        raise BadInput(
            f"{path.name}: pictures are written as {', '.join(FORMATS)}; give the file one of these suffixes"
        )
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError:
        raise BadInput(f"pictures need matplotlib; install it with: {install_command('figures')}") from None
    with mpl.rc_context({**mpl.rcParamsDefault, **_SETTINGS, "backend": "agg"}):
        drawn = Figure(figsize=(width, height), layout=None)
        yield drawn
        _save(drawn, path)


def _save(drawn: "Figure", path: Path) -> None:
    kind = path.suffix.lower()[1:]
    metadata: dict[str, Any] = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}}.get(kind, {})
    with replaced(path) as beside:
        drawn.savefig(beside, format=kind, dpi=200, metadata=metadata, facecolor="white")


def shorten(text: str, width: int) -> str:
    """The text within so many characters, cut at a word where it can be.

    >>> shorten("bone mineral density of the hip", 22)
    'bone mineral density…'
    """
    if len(text) <= width:
        return text
    cut, _, rest = text[:width].rpartition(" ")
    return f"{cut if len(cut) > width // 2 else text[: width - 1]}…" if rest else f"{text[: width - 1]}…"


def legend_of_signs(axes: "Axes", signs: tuple[Sign, ...], *, unstated: bool = False, **where: Any) -> None:  # noqa: ANN401 - what a legend takes
    """A legend of the signs that the picture shows, by line and mark."""
    from matplotlib.lines import Line2D

    present = [sign for sign in (1, -1, 0, None) if sign in set(signs)]
    handles = [
        Line2D(
            [], [], color=SIGN_STYLES[sign].colour, linestyle=SIGN_STYLES[sign].line, marker=SIGN_STYLES[sign].marker,
            markersize=5, label=SIGN_STYLES[sign].word,
        )
        for sign in present
    ]  # fmt: skip
    if unstated:
        handles.append(Line2D([], [], color=UNSTATED.colour, linestyle=UNSTATED.line, label=UNSTATED.word))
    axes.legend(handles=handles, frameon=False, handlelength=3.2, **where)
