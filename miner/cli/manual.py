"""The command line's manual in Markdown, made of the commands' own help: docs/commands.md is this, held by a test."""

import click

from miner.cli.app import group
from miner.cli.table import COMMANDS

_HEAD = """# Commands

Made of the commands' own help by `scripts/write_commands`; a test holds this page in step with them.

Exit codes: 0 done; 1 done, but something was set aside (each thing named on stderr, and counted); 2 wrong use or bad
input, nothing changed; 3 a needed service could not be reached, progress kept; 4 another run holds the lock. (A defect
of miner's own gives 70, Ctrl-C 130, a closed pipe 141.) Errors are one sentence on stderr; `--debug` shows more.
Data goes to stdout, talk to stderr; tables are drawn on a terminal and plain in a pipe.

Settings come from the topic file, then the environment, then flags, the later winning: `NCBI_EMAIL`, `NCBI_API_KEY`
(never printed, logged or stored), `MINER_STORE` (the store's file; by default one file a topic in the user's data
folder), `MINER_ENTREZ_URL` (in place of NCBI's E-utilities), `MINER_CACHE`.
"""
_WIDTH = 100


def write_manual() -> str:
    """The whole manual."""
    parts = [_HEAD]
    top = click.Context(group, info_name="miner", help_option_names=["-h", "--help"])
    for name in COMMANDS:
        command = group.get_command(top, name)
        assert command is not None
        parts.append(_section(f"miner {name}", command, click.Context(command, info_name=name, parent=top)))
        if isinstance(command, click.Group):
            for sub, inner in sorted(command.commands.items()):
                within = click.Context(inner, info_name=sub, parent=click.Context(command, info_name=name, parent=top))
                parts.append(_section(f"miner {name} {sub}", inner, within))
    return "\n".join(parts)


def _section(title: str, command: click.Command, ctx: click.Context) -> str:
    ctx.terminal_width = _WIDTH
    ctx.max_content_width = _WIDTH
    return f"## {title}\n\n```\n{command.get_help(ctx).rstrip()}\n```\n"
