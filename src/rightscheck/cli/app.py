# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The command ``rightscheck``: its list of commands, and the one place that turns errors into messages and codes.

Commands are named here with a line of help and imported when called, so that ``--help`` loads no network, no HTML
parser and no table drawing.
"""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, cast

import click

from rightscheck.cli.messages import complain
from rightscheck.errors import RightsCheckError

if TYPE_CHECKING:
    from collections.abc import Sequence

_DONE, _FAULT, _USAGE, _INTERRUPTED = 0, 1, 2, 130  # cli.exits names all codes; it would load the report room here

COMMANDS = {
    "audit": "Ask live pages which reuse they allow, from a list of URLs.",
    "explain": "Show everything about one page, text or record: quotes, places, rules.",
    "notices": "Show what was read of the prose in a page or text, sentence by sentence.",
    "gate": "Split a dataset into what may be used and what may not, or annotate it; no record is lost.",
    "sites": "Collect what the sites of a dataset say for all their pages, for gate --policies.",
    "recheck": "Judge the marks of a dataset again by newer site policies: what must go, what may come back.",
    "demo": "Audit the fixture sites that ship with rightscheck; needs no network.",
    "rules": "List, show, test and check the rules behind the answers.",
}


class Commands(click.Group):
    """Commands by name, each loaded from its module when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """The names, in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        """The command of this name, None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        return cast("click.Command", import_module(f"rightscheck.cli.{cmd_name}").command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for.

        Raises:
            UsageError: there is none of this name; the message offers the nearest.
        """
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            near = get_close_matches(name, COMMANDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COMMANDS)}"
            raise click.UsageError(f"no command is called {name!r}; {hint}", ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's
        """The list of commands for ``--help``, without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="rightscheck")
def rightscheck() -> None:
    """Which reuse of a web page is allowed, and why, with proof.

    Reads robots.txt, headers, meta tags, licence links and the notices people write, and says for ten kinds of
    reuse what the source itself states, what follows from it, and where it is written.

    \b
    Examples:
      rightscheck demo
      rightscheck audit https://example.org/ --for train
      rightscheck audit -i urls.txt --format csv --output rights.csv
      rightscheck explain page.html
      rightscheck notices terms.txt
      rightscheck gate crawl/ --use ai-train --kept kept/ --held held/

    \b
    Exit codes:
      0 done   1 internal fault   2 wrong usage or unusable input   130 interrupted
      When a question was asked (--use, --for, --fail-on):
      10 uncertain, or conditions open   11 denied   12 something unread   13 nothing checked
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code; errors of the user are told on stderr, without a traceback."""
    try:
        given = None if arguments is None else list(arguments)
        code = rightscheck.main(args=given, prog_name="rightscheck", standalone_mode=False)
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        click.echo("rightscheck: interrupted", err=True)
        return _INTERRUPTED
    except click.ClickException as error:
        error.show()
        return _USAGE
    except RightsCheckError as error:
        complain(error)
        return _USAGE
    except BrokenPipeError:
        # Whoever read our output has left; Python would complain once more as it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _FAULT
    except OSError as error:  # a full disk, a lost mount: nothing a traceback would explain better
        complain(error)
        return _FAULT
    return int(code or _DONE)
