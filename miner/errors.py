"""The one tree of errors; each carries its facts and says, in one sentence, what to do.

MinerError (exit code 2)
├── BadInput           a file, argument or setting that cannot be used; nothing was changed
│   ├── BadTopic       a topic file with an unknown key or a bad value, with file and line
│   ├── BadData        a data file of ours (vocabulary, cues, labels) with a bad row, with file and line
│   └── NotFound       an entity, paper, edge or model that is not there
├── BadStore           a store that is missing, from another version, or no store at all
├── Unreachable        a needed service did not answer (exit code 3); progress is kept
└── Locked             another run holds the lock (exit code 4)
"""

from functools import partial
from pathlib import Path
from typing import ClassVar


class MinerError(Exception):
    """The root: one sentence for people, and the exit code for programs."""

    exit_code: ClassVar[int] = 2


class BadInput(MinerError):
    """A file, argument or setting that cannot be used; nothing was changed."""


class _BadLine(BadInput):
    """A bad place in a file: the sentence begins with `file:line:`."""

    def __init__(self, reason: str, *, path: Path | str, line: int | None = None) -> None:
        self.reason = reason
        self.path = str(path)
        self.line = line
        where = self.path if line is None else f"{self.path}:{line}"
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[object, ...]:
        """Made again by its parts: an error of a worker process reaches the parent whole."""
        return partial(type(self), path=self.path, line=self.line), (self.reason,)


class BadTopic(_BadLine):
    """A topic file with an unknown key or a bad value."""


class BadData(_BadLine):
    """A data file of ours (vocabulary, cues, labels) with a bad row."""


class NotFound(BadInput):
    """Something that was asked for by name or id and is not there."""


class BadStore(MinerError):
    """A store that is missing, was written by another version, or is no store at all."""


class Unreachable(MinerError):
    """A service that is needed did not answer; what was done so far is kept."""

    exit_code = 3


class Locked(MinerError):
    """Another run holds the lock."""

    exit_code = 4
