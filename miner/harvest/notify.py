"""Telling the user's own command or webhook what a run came to; that it fails never undoes the run."""

import shlex
import subprocess

import requests

from miner.harvest.client import TOOL
from miner.harvest.transport import make_session


def call_command(command: str, report: str, *, timeout: float = 300.0) -> str:
    """An empty string, or what went wrong. The command gets the report on its standard input; no shell is involved."""
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, as words
            shlex.split(command), input=report.encode(), timeout=timeout, check=False, capture_output=True
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"the command {command!r} could not be run ({error})"
    if done.returncode:
        said = " ".join(done.stderr.decode(errors="replace").split())[:200]
        return f"the command {command!r} ended with exit code {done.returncode}" + (f": {said}" if said else "")
    return ""


def call_webhook(address: str, report: str, *, timeout: float = 30.0) -> str:
    """An empty string, or what went wrong. The report is POSTed as JSON."""
    try:
        with make_session(None, agent=TOOL) as session:
            response = session.post(
                address, data=report.encode(), headers={"Content-Type": "application/json"}, timeout=timeout
            )
    except requests.RequestException as error:
        return f"the webhook could not be called ({type(error).__name__})"
    return "" if response.ok else f"the webhook answered with status {response.status_code}"
