"""Other people's taggers: any installed spaCy or scispaCy model, its labels mapped to our types."""

import tomllib
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.util import get_installed_models, get_model_meta, get_package_path, is_package

from miner.errors import BadData, BadInput, NotFound
from miner.model.concept import EntityType
from miner.read.analysis import Analysis
from miner.read.tagger import Tagged
from miner.resources import corpora_path
from miner.vocabulary.lexicon import Lexicon

ANY = "*"
"""A label's meaning: whatever type the vocabulary knows the name by."""

EMBEDDED = "miner"
"""The name of our own tagger."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """An installed model: its name and version, the spaCy that it was made for, and its mention labels."""

    name: str
    version: str
    spacy_version: str
    labels: tuple[str, ...]
    fits: bool


class SpacyTagger:
    """A spaCy model as a tagger: what it marks, in our types."""

    def __init__(self, nlp: Language, *, name: str, labels: Mapping[str, str]) -> None:
        self._nlp = nlp
        self._name = name
        self._labels = labels

    def tag(self, analyses: list[Analysis], *, lexicon: Lexicon) -> None:
        """Fill in what the model finds; labels without a meaning to us are left out."""
        texts = [analysis.text for analysis in analyses]
        for analysis, doc in zip(analyses, self._nlp.pipe(texts), strict=True):
            by_span = {(match.start, match.end): match.type for match in analysis.known_matches(lexicon)}
            found = []
            for entity in doc.ents:
                start, end = entity.start_char, entity.end_char
                meaning = self._labels.get(entity.label_)
                kind = by_span.get((start, end)) if meaning == ANY else meaning and EntityType(meaning)
                if kind:
                    found.append(Tagged(start, end, EntityType(kind), self._name))
            analysis.tagged = tuple(sorted(found))


def load_model(name: str, *, labels: Mapping[str, str] | None = None) -> SpacyTagger:
    """The tagger of an installed model or of a folder with one; `labels` add to the known meanings or change them.

    Raises NotFound where there is no such model, with how to install it, and BadInput where it cannot serve.
    """
    path = _path_of(name)
    info = _info(name, path)
    if not info.fits:
        raise BadInput(
            f"the model {name} {info.version} was made for spaCy {info.spacy_version}, this is {spacy.__version__}; "
            f"install a version of {name} for spaCy {_minor(spacy.__version__)}"
        )
    try:
        with _quiet():
            nlp = spacy.load(name if is_package(name) else path)  # a package keeps its pipeline in a folder inside
    except (OSError, ValueError, ImportError) as error:
        reason = " ".join(str(error).split())[:300]
        raise BadInput(f"the model {name} cannot be loaded ({reason}); install it again") from error
    nlp.max_length = 1 << 40
    known = _labels_of(nlp)
    if not known:
        raise BadInput(f"the model {name} marks no mentions: it has no component `ner`; choose a model that has one")
    return SpacyTagger(nlp, name=name, labels=meanings(known, labels or {}, model=name))


def meanings(known: tuple[str, ...], labels: Mapping[str, str], *, model: str) -> dict[str, str]:
    """What each label of a model means to us: the shipped meanings, then the given ones, which must fit."""
    types = [kind.value for kind in EntityType]
    for label, kind in labels.items():
        if kind not in types and kind != ANY:
            raise BadInput(
                f"the label {label} is mapped to {kind!r}, which is no type of ours; types are {', '.join(types)}"
            )
        if label not in known:
            raise BadInput(f"the model {model} has no label {label}; its labels are {', '.join(known)}")
    merged = {**known_labels(), **labels}
    found = {label: merged[label] for label in known if label in merged}
    if not found:
        raise BadInput(
            f"none of the labels of {model} ({', '.join(known)}) means anything to us; "
            f"say what they mean under [labels] in the topic file, with the types {', '.join(types)}"
        )
    return found


@cache
def known_labels() -> dict[str, str]:
    """The meanings of `corpora/tagger/labels.toml`."""
    return read_labels(corpora_path("tagger", "labels.toml"))


def read_labels(path: Path) -> dict[str, str]:
    """The meanings in a TOML file's table `labels`; what is no type of ours is refused."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(f"this is no TOML file ({error})", path=path) from error
    if set(table) != {"labels"}:
        raise BadData("the file must have the one table [labels]", path=path)
    allowed = {*(kind.value for kind in EntityType), ANY}
    for label, kind in table["labels"].items():
        if kind not in allowed:
            raise BadData(
                f"the label {label} is mapped to {kind!r}; allowed are {', '.join(sorted(allowed))}", path=path
            )
    return dict(table["labels"])


def iter_models() -> Iterator[ModelInfo]:
    """The installed spaCy models, by name."""
    for name in sorted(get_installed_models()):
        yield _info(name, _path_of(name))


def _path_of(name: str) -> Path:
    if is_package(name):
        found: Path = get_package_path(name)
        return found
    path = Path(name)
    if (path / "meta.json").is_file() or (path / "config.cfg").is_file():
        return path
    how = (
        f"`pip install ADDRESS`, where ADDRESS is that of {name} at https://allenai.github.io/scispacy/"
        if name.startswith(("en_core_sci", "en_ner_"))
        else f"`python -m spacy download {name}`"
    )
    raise NotFound(f"the model {name} is not installed; install it with {how}, then try again")


def _info(name: str, path: Path) -> ModelInfo:
    try:
        with _quiet():
            meta = get_model_meta(path)
    except (OSError, ValueError) as error:
        raise BadInput(f"the model {name} cannot be read ({' '.join(str(error).split())}); install it again") from error
    wanted = str(meta.get("spacy_version", ""))
    labels = tuple(meta.get("labels", {}).get("ner", ()))
    return ModelInfo(name, str(meta.get("version", "")), wanted, labels, _fits(wanted))


@contextmanager
def _quiet() -> Iterator[None]:
    """A place where spaCy's warning about versions is left out: we have judged them ourselves."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W09[45]\]")
        yield


def _fits(wanted: str) -> bool:
    """True where this spaCy satisfies the wanted range, or is a later minor version of the same major one."""
    from spacy.util import is_compatible_version

    if not wanted or is_compatible_version(spacy.__version__, wanted):
        return True
    major, minor = _minor(spacy.__version__).split(".")
    return any(is_compatible_version(f"{major}.{earlier}.99", wanted) for earlier in range(4, int(minor)))


def _minor(version: str) -> str:
    return ".".join(version.split(".")[:2])


def _labels_of(nlp: Language) -> tuple[str, ...]:
    return tuple(sorted(nlp.get_pipe("ner").labels)) if nlp.has_pipe("ner") else ()
