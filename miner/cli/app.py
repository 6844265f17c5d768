"""The group of commands: each is imported when it is called; errors become one sentence and an exit code here only."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

import miner
from miner.cli.table import COMMANDS
from miner.cli.talk import Talk
from miner.errors import MinerError

_DEFECT = 70  # sysexits' EX_SOFTWARE: a defect of ours, none of the contract's codes
_INTERRUPTED = 130  # as shells report SIGINT
_PIPE_CLOSED = 141  # as shells report SIGPIPE


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported now."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.where.partition(":")
        command = getattr(import_module(f"miner.cli.{module}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The commands with their lines from the table: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; an unknown one is answered with the nearest names."""
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, n=2)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise click.UsageError(f"there is no command {name!r}{hint}", ctx)
        return super().resolve_command(ctx, args)


def _settings(ctx: click.Context, param: click.Parameter, value: bool) -> bool:  # noqa: FBT001 - click's signature
    talk = ctx.find_root().obj
    if value and isinstance(talk, Talk):
        setattr(talk, param.name or "", value)
    return value


def _shared_options() -> list[click.Option]:
    # A fresh pair for each command, taken before and behind the command's name alike.
    return [
        click.Option(
            ["--quiet"], is_flag=True, expose_value=False, callback=_settings, help="Say only what went wrong."
        ),
        click.Option(["--debug"], is_flag=True, expose_value=False, callback=_settings, help="Show tracebacks."),
    ]


class MinerCommand(click.Command):
    """A command with `--quiet` and `--debug`, and an example at the end of its help."""

    def __init__(self, *args: Any, example: str = "", **kwargs: Any) -> None:  # noqa: ANN401 - click's signature
        super().__init__(*args, **kwargs)
        self.example = example
        self.params.extend(_shared_options())

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The example, line by line as it stands."""
        lines = [line.strip() for line in self.example.strip().splitlines()]
        with formatter.section("Example" if len(lines) == 1 else "Examples"):
            for line in lines:
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  miner run magnesium --offline",
    invoke_without_command=True,
    params=_shared_options(),
)
@click.version_option(miner.__version__, prog_name="miner")
@click.pass_context
def group(ctx: click.Context) -> None:
    """Read the biomedical literature on a topic: what changes what, through what, by how much, and who disagrees."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(call(arguments))


def call(arguments: Sequence[str] | None = None) -> int:
    """The exit code of one run of the command line; what went wrong is one sentence on stderr."""
    talk = Talk()
    try:
        given = group.main(args=arguments, prog_name="miner", standalone_mode=False, obj=talk)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.UsageError as error:
        where = f" (`{error.ctx.command_path} --help` shows how)" if error.ctx is not None else ""
        return _fail(f"{error.format_message().rstrip('.')}{where}", 2)
    except (click.Abort, KeyboardInterrupt):
        return _fail("interrupted; what was written before stands", _INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush into
        return _PIPE_CLOSED
    except MinerError as error:
        if talk.debug:
            raise
        return _fail(str(error), error.exit_code)
    except (OSError, click.ClickException) as error:
        if talk.debug:
            raise
        return _fail(_system_sentence(error), 2)
    except Exception as error:
        if talk.debug:
            raise
        said = " ".join(str(error).split())[:200]
        return _fail(
            f"a defect of miner itself: {type(error).__name__}: {said}; run it again with --debug and report it",
            _DEFECT,
        )
    return given if isinstance(given, int) else talk.exit_code


def _fail(sentence: str, exit_code: int) -> int:
    click.echo(f"miner: {sentence}", err=True)
    return exit_code


def _system_sentence(error: OSError | click.ClickException) -> str:
    if isinstance(error, click.ClickException):
        return error.format_message()
    where = f"{error.filename}: " if error.filename else ""
    return f"{where}{error.strerror or error}; nothing more was written"
