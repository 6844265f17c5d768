"""What the environment says about this machine and its user; read when asked for, never on import.

Settings come from the topic file, then the environment, then flags, the later winning. The key of NCBI is kept out of
every text that this value can become: it is shown as `***`, and it is never written anywhere.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from miner.errors import BadInput

ENTREZ_URL = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
PUBTATOR_URL = "https://www.ncbi.nlm.nih.gov/research/pubtator3-api"
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_APPLICATION = "miner"


@dataclass(frozen=True, slots=True)
class Settings:
    """What was set: `email` and `api_key` are empty where none is; folders need not exist yet.

    `store` is the one SQLite file that `MINER_STORE` names, or None for one file a topic in `data_folder`.
    """

    email: str = ""
    api_key: str = field(default="", repr=False)
    entrez_url: str = ENTREZ_URL
    pubtator_url: str = PUBTATOR_URL
    store: Path | None = None
    cache_folder: Path = Path(".miner-cache")
    data_folder: Path = Path(".miner-data")
    config_folder: Path = Path(".miner-config")

    @property
    def requests_per_second(self) -> int:
        """How many requests NCBI allows in a second: 3, or 10 with a key."""
        return 10 if self.api_key else 3

    def store_path(self, topic_name: str) -> Path:
        """The SQLite file of a topic.

        >>> Settings(data_folder=Path("d")).store_path("magnesium").as_posix()
        'd/magnesium.sqlite'
        """
        return self.store if self.store is not None else self.data_folder / f"{topic_name}.sqlite"

    def without_key(self, text: str) -> str:
        """The text with the key, should it stand there, blotted out."""
        return text.replace(self.api_key, "***") if self.api_key else text


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this machine, user and environment.

    >>> read_settings({"MINER_CACHE": "/c", "NCBI_API_KEY": "k" * 36}).requests_per_second
    10
    """
    from platformdirs import PlatformDirs

    said = os.environ if environ is None else environ
    homes = PlatformDirs(_APPLICATION, appauthor=False)
    config_folder = Path(said.get("MINER_CONFIG") or homes.user_config_dir)
    email = said.get("NCBI_EMAIL", "").strip() or _remembered_email(config_folder)
    store = said.get("MINER_STORE", "").strip()
    return Settings(
        email=checked_email(email) if email else "",
        api_key=said.get("NCBI_API_KEY", "").strip(),
        entrez_url=_checked_url(said.get("MINER_ENTREZ_URL", ""), "MINER_ENTREZ_URL") or ENTREZ_URL,
        pubtator_url=_checked_url(said.get("MINER_PUBTATOR_URL", ""), "MINER_PUBTATOR_URL") or PUBTATOR_URL,
        store=Path(store).expanduser() if store else None,
        cache_folder=Path(said.get("MINER_CACHE") or homes.user_cache_dir).expanduser(),
        data_folder=Path(homes.user_data_dir),
        config_folder=config_folder,
    )


def checked_email(email: str) -> str:
    """The address, if it has the form of one.

    >>> checked_email(" a.reader@example.org ")
    'a.reader@example.org'
    """
    email = email.strip()
    if not _EMAIL.fullmatch(email):
        raise BadInput(f"{email!r} is not an e-mail address; set NCBI_EMAIL to one that NCBI can write to")
    return email


def remember_email(email: str, config_folder: Path) -> Path:
    """The settings file that now holds the address, so that it is asked for once only."""
    path = config_folder / "settings.toml"
    config_folder.mkdir(parents=True, exist_ok=True)
    path.write_text(f'email = "{checked_email(email)}"\n', encoding="utf-8")
    return path


def _remembered_email(config_folder: Path) -> str:
    path = config_folder / "settings.toml"
    if not path.is_file():
        return ""
    try:
        kept = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path} cannot be read ({error}); mend it or remove it") from error
    return str(kept.get("email", ""))


def _checked_url(url: str, name: str) -> str:
    url = url.strip().rstrip("/")
    if url and not re.match(r"https?://[^/\s]+", url):
        raise BadInput(f"{name} is {url!r}, which is not an http(s) address")
    return url
