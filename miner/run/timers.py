"""Entries for cron and systemd: made as text, shown, then written or taken away again."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from miner.errors import BadInput, MinerError
from miner.harvest.offpeak import eastern

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A scheduled command: its topic's name, how often, the words of the command, and what of the environment it needs.

    `folder` is where the user's systemd units stand.
    """

    topic: str
    every: timedelta
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    key_file: Path

    @property
    def minute(self) -> int:
        """A minute of the hour that differs from topic to topic, so that not everybody asks NCBI at once."""
        return int(sha256(self.topic.encode()).hexdigest(), 16) % 60

    def cron_lines(self, *, now: datetime | None = None) -> tuple[str, str]:
        """The comment by which the entry is known, and the line for the crontab. Raises BadInput for what cron cannot.

        Daily runs begin at 22 o'clock US Eastern, weekly ones on Saturday: both lie in NCBI's off-peak hours.
        """
        now = now or datetime.now(UTC).astimezone()
        hour = self._local_hour(22, now)
        if self.every == _DAY:
            when = f"{self.minute} {hour} * * *"
        elif self.every == 7 * _DAY:
            when = f"{self.minute} 12 * * 6"
        elif timedelta(days=28) <= self.every <= timedelta(days=31):
            when = f"{self.minute} {hour} 1 * *"
        elif (
            self.every < _DAY and _DAY % self.every == timedelta(0) and self.every % timedelta(hours=1) == timedelta(0)
        ):
            when = f"{self.minute} */{self.every // timedelta(hours=1)} * * *"
        else:
            raise BadInput(
                "cron can run every day (1d), week (7d), month (30d) or so many hours as divide a day; "
                "for other intervals use --install systemd, or --every in the foreground"
            )
        words = [
            *(f"{name}={shlex.quote(value)}" for name, value in self.environment.items()),
            shlex.join(self.command),
        ]
        return self.mark, f"{when} {' '.join(words)}".replace("%", r"\%")

    @property
    def mark(self) -> str:
        """The comment that tells this entry from others."""
        return f"# miner: harvest of {self.topic}"

    def units(self) -> dict[str, str]:
        """The texts of the systemd units, by file name."""
        lines = [f'Environment="{name}={_escaped(value)}"' for name, value in self.environment.items()]
        command = " ".join(f'"{_escaped(word)}"' for word in self.command)
        service = [
            "[Unit]",
            f"Description=miner: harvest of {self.topic}",
            "After=network-online.target",
            "",
            "[Service]",
            "Type=oneshot",
            *lines,
            f"EnvironmentFile=-{self.key_file}",
            f"ExecStart={command}",
            "SuccessExitStatus=1",
        ]
        timer = [
            "[Unit]",
            f"Description=miner: when {self.topic} is harvested",
            "",
            "[Timer]",
            *self._timer_lines(),
            "",
            "[Install]",
            "WantedBy=timers.target",
        ]
        return {
            f"{self.unit}.service": "\n".join(service) + "\n",
            f"{self.unit}.timer": "\n".join(timer) + "\n",
        }

    @property
    def unit(self) -> str:
        """The name of the units."""
        return f"miner-{self.topic}"

    def _timer_lines(self) -> list[str]:
        if self.every == _DAY:
            return [f"OnCalendar=*-*-* 22:{self.minute:02}:00 America/New_York", "Persistent=true"]
        if self.every == 7 * _DAY:
            return [f"OnCalendar=Sat *-*-* 12:{self.minute:02}:00", "Persistent=true"]
        return ["OnActiveSec=15min", f"OnUnitActiveSec={int(self.every.total_seconds())}s"]

    @staticmethod
    def _local_hour(hour: int, now: datetime) -> int:
        offset = now.replace(tzinfo=None) - eastern(now)
        return round(hour + offset.total_seconds() / 3600) % 24


def install_cron(entry: Entry) -> None:
    """Put the entry into the user's crontab, in place of an older one of its topic."""
    kept = _without(_read_crontab(), entry.mark)
    _write_crontab([*kept, *entry.cron_lines()])


def remove_cron(entry: Entry) -> bool:
    """True where the crontab had an entry of the topic, which is gone now."""
    if shutil.which("crontab") is None:
        return False
    lines = _read_crontab()
    kept = _without(lines, entry.mark)
    if kept == lines:
        return False
    _write_crontab(kept)
    return True


def install_systemd(entry: Entry) -> None:
    """Write the user's units and start the timer."""
    _need("systemctl", "cron")
    entry.folder.mkdir(parents=True, exist_ok=True)
    for name, text in entry.units().items():
        (entry.folder / name).write_text(text, encoding="utf-8")
    _call(["systemctl", "--user", "daemon-reload"])
    _call(["systemctl", "--user", "enable", "--now", f"{entry.unit}.timer"])


def remove_systemd(entry: Entry) -> bool:
    """True where there were units of the topic, which are stopped and gone now."""
    paths = [entry.folder / name for name in (f"{entry.unit}.service", f"{entry.unit}.timer")]
    if not any(path.is_file() for path in paths):
        return False
    if shutil.which("systemctl") is not None:
        _call(["systemctl", "--user", "disable", "--now", f"{entry.unit}.timer"])
    for path in paths:
        path.unlink(missing_ok=True)
    if shutil.which("systemctl") is not None:
        _call(["systemctl", "--user", "daemon-reload"])
    return True


def units_folder(environ: Mapping[str, str] | None = None) -> Path:
    """Where systemd looks for the user's own units."""
    said = os.environ if environ is None else environ
    home = said.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "systemd" / "user"


def _without(lines: list[str], mark: str) -> list[str]:
    # The lines less each mark and the line behind it.
    kept: list[str] = []
    skipped = False
    for line in lines:
        if line.strip() == mark:
            skipped = True
        elif skipped:
            skipped = False
        else:
            kept.append(line)
    return kept


def _read_crontab() -> list[str]:
    _need("crontab", "systemd")
    done = _run(["crontab", "-l"])
    if done.returncode and "no crontab" not in done.stderr.lower():
        raise MinerError(f"crontab -l failed: {' '.join(done.stderr.split())}; nothing was changed")
    return done.stdout.splitlines() if done.returncode == 0 else []


def _write_crontab(lines: list[str]) -> None:
    _call(["crontab", "-"], text="".join(f"{line}\n" for line in lines))


def _need(program: str, other: str) -> None:
    if shutil.which(program) is None:
        raise BadInput(f"there is no {program} on this machine; use --install {other}, or --every in the foreground")


def _call(command: list[str], *, text: str | None = None) -> None:
    done = _run(command, text=text)
    if done.returncode:
        raise MinerError(f"`{' '.join(command)}` failed: {' '.join((done.stderr or done.stdout).split())[:300]}")


def _run(command: list[str], *, text: str | None = None) -> subprocess.CompletedProcess[str]:
    program = shutil.which(command[0]) or command[0]
    return subprocess.run(  # noqa: S603 - crontab and systemctl, with words of ours
        [program, *command[1:]], input=text, text=True, capture_output=True, check=False, timeout=60
    )


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
