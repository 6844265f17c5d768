"""The two homes of what the tool ships, the checkout and the installed wheel: the only module that knows them.

`corpora/` is what goes in (topics, sample corpus, vocabularies, cue files, the embedded tagger),
`graphs/` is what comes out (the schema and the published graph of the sample).
"""

from pathlib import Path

from miner.errors import NotFound

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent


def is_checkout() -> bool:
    """True where the package runs from a checkout, False where it was installed from a wheel."""
    return not (_PACKAGE / "_corpora").is_dir() and (_CHECKOUT / "corpora").is_dir()


def _home(name: str) -> Path:
    return _CHECKOUT / name if is_checkout() else _PACKAGE / f"_{name}"


def corpora_path(*parts: str) -> Path:
    """The path of a shipped input, which must be there.

    >>> corpora_path("magnesium.toml").name
    'magnesium.toml'
    """
    path = _home("corpora").joinpath(*parts)
    if not path.exists():
        raise NotFound(f"{path} is missing from this installation; install claim-miner again")
    return path


def graphs_path(*parts: str) -> Path:
    """The path of a shipped output or of the schema; it need not be there yet."""
    return _home("graphs").joinpath(*parts)


def output_folder() -> Path:
    """Where results go unless told otherwise: `graphs/` in a checkout, else the working folder's."""
    return graphs_path() if is_checkout() else Path.cwd() / "graphs"


def install_command(extra: str) -> str:
    """The command that installs one of the optional sets of libraries, from the checkout where it runs from one."""
    return f"pip install -e '{_CHECKOUT}[{extra}]'" if is_checkout() else f"pip install 'claim-miner[{extra}]'"


def iter_topics() -> tuple[Path, ...]:
    """The shipped topic files, by name."""
    return tuple(sorted(_home("corpora").glob("*.toml")))
