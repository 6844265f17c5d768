"""The house stands: no circle, no arrow running back up, no third-party library outside its room."""

import ast
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "miner"

FLOORS = (
    {"errors"},
    {"model", "settings", "resources", "files", "topic", "collecting"},
    {"harvest", "parse", "vocabulary", "extract", "weigh", "store"},
    {"link", "read", "assemble"},
    {"export", "ask", "report", "draw", "train"},
    {"run", "web"},
    {"cli"},
)
FACE = {"__init__", "__main__"}  # the package's own face may hand names on from any floor

# Where a library may be imported. What is not named here may not be imported anywhere in the package.
ANYWHERE = {"regex", "numpy"}
ROOMS = {
    "ahocorasick_rs": {"vocabulary", "read", "link", "extract"},
    "Bio": {"harvest"},
    "click": {"cli"},
    "dash": {"web"},
    "dash_ag_grid": {"web"},
    "dash_cytoscape": {"web"},
    "dask": {"run"},
    "distributed": {"run"},
    "docx": {"report"},
    "fastapi": {"web"},
    "isal": {"parse"},
    "lxml": {"parse"},
    "markdown_it": {"parse", "report"},
    "matplotlib": {"draw"},
    "networkx": {"assemble", "ask", "export"},
    "pandas": {"export", "weigh"},
    "platformdirs": {"settings"},
    "plotly": {"web"},
    "polars": {"assemble"},
    "prompt_toolkit": {"cli"},
    "pyarrow": {"export", "run"},
    "pycrfsuite": {"train"},
    "rapidfuzz": {"ask", "link", "store"},
    "requests": {"harvest"},
    "rich": {"cli"},
    "scipy": {"weigh", "link", "read", "train"},
    "scispacy": {"read", "link"},
    "sklearn": {"train"},
    "spacy": {"read", "link"},
    "sqlite3": {"store"},
    "stamina": {"harvest"},
    "starlette": {"web"},
    "statsmodels": {"weigh"},
    "trafilatura": {"parse"},
    "uvicorn": {"web"},
}
# Of the standard library, only what belongs to one room is listed above (sqlite3).
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS, 1) for room in rooms}


def room_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> dict[str, frozenset[str]]:
    """Every module of the package with all that it imports, anywhere in its code."""
    return {module_of(path): frozenset(imported(path)) for path in sorted(PACKAGE.rglob("*.py"))}


def imported(path: Path) -> Iterator[str]:
    here = module_of(path)
    package = here if path.name == "__init__.py" else here.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                root = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*root, base] if base else root)
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names if base.split(".")[0] == "miner")


def our_edges() -> Iterator[tuple[str, str]]:
    known = set(imports())
    for module, targets in imports().items():
        yield from ((module, target) for target in targets if target in known and target not in {module, "miner"})


def test_every_room_has_a_floor() -> None:
    """A new room is given its floor here before anything moves in."""
    rooms = {room_of(module) for module in imports()} - FACE
    assert rooms <= set(FLOOR_OF), f"no floor for {sorted(rooms - set(FLOOR_OF))}"


def test_no_arrow_runs_back_up() -> None:
    """A room imports from its own floor or from those below it."""
    wrong = [
        f"{module} -> {target}"
        for module, target in our_edges()
        if room_of(module) not in FACE and room_of(target) not in FACE
        and FLOOR_OF[room_of(module)] < FLOOR_OF[room_of(target)]
    ]  # fmt: skip
    assert not wrong, "\n".join(sorted(wrong))


@cache
def wing_of(module: str) -> str:
    """The package a module lies in, or the module itself where it lies beside packages."""
    package = module.rpartition(".")[0]
    holds_packages = any(other.rpartition(".")[0].startswith(f"{package}.") for other in imports())
    return module if holds_packages else package


LEVELS: dict[str, Callable[[str], str]] = {"modules": str, "wings": wing_of, "rooms": room_of}


@pytest.mark.parametrize("level", LEVELS)
def test_no_circle(level: str) -> None:
    """Neither modules nor the packages inside a room nor rooms import each other in a circle."""
    edges: dict[str, set[str]] = {}
    for module, target in our_edges():
        a, b = LEVELS[level](module), LEVELS[level](target)
        if a != b and not {"__init__", "miner"} & {a, b}:
            edges.setdefault(a, set()).add(b)
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, "a circle: " + " -> ".join((*trail[trail.index(name) :], name))
        if name not in done:
            for target in sorted(edges.get(name, ())):
                visit(target, (*trail, name))
            done.add(name)

    for name in sorted(edges):
        visit(name, ())


def test_libraries_stay_in_their_rooms() -> None:
    """A third-party library is imported in its own rooms only, at the top or inside a function."""
    standard = set(sys.stdlib_module_names) - {"sqlite3"}
    wrong = []
    for module, targets in imports().items():
        for target in targets:
            library = target.split(".")[0]
            if library in standard | ANYWHERE | {"miner"}:
                continue
            if room_of(module) not in ROOMS.get(library, set()):
                wrong.append(f"{module} imports {library}")
    assert not wrong, "\n".join(sorted(set(wrong)))
