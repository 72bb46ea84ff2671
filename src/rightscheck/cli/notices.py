# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck notices``: what the reader of prose read, sentence by sentence (design.md §5)."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rightscheck.cli.exits import Exit
from rightscheck.cli.messages import complain
from rightscheck.cli.options import output_options
from rightscheck.cli.ruleset import rules_in_use, rules_option
from rightscheck.cli.settings import output
from rightscheck.cli.sinks import bytes_sink, refuse_taken, text_sink
from rightscheck.cli.subject import observe_saved
from rightscheck.errors import InputError
from rightscheck.media.sniff import kind_of
from rightscheck.model import DEFAULT_AGENT, Form, Found, Observation, Unread
from rightscheck.observe.seeing import see
from rightscheck.report.prose import json_of, prose_of
from rightscheck.sources.text import decode_utf8, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rightscheck.cli.settings import Output
    from rightscheck.report.prose import Prose
    from rightscheck.resources import RuleData

FORMS = ("terminal", "json", "jsonl")
_PIPE, _STDIN = "-", "stdin"
_RECORD = ".json"
_PAGES = frozenset({".html", ".htm", ".xhtml"})
#: Markup begins with a tag, a comment or a declaration; no text does.
_TAG = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<(?:!doctype\b|!--|\?xml\b|[a-z][a-z0-9-]{0,20}[\s/>])", re.IGNORECASE)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE|-…")
@click.option("--html", "is_html", is_flag=True, help="Read each as HTML, whatever it looks like.")
@click.option("--text", "is_text", is_flag=True, help="Read each as plain text, whatever it looks like.")
@click.option("--all", "everything", is_flag=True, help="Show sentences too that were read and say nothing of a use.")
@rules_option()
@output_options(FORMS)
def command(**params: Any) -> int:  # noqa: ANN401  # click hands over every flag by name
    """Show what was read of the prose in a page or text, sentence by sentence.

    Each sentence comes with its place, the language it was read in, and its spans in colour: modality, act, object,
    purpose, means, exception. Below it stands what it says for which use, named or following from a general clause,
    and who speaks: every cue for and against with its weight. Sentences that were considered and found to be no
    notice are shown with what spoke against them. --verbose adds the lexicon entries.

    HTML and plain text are told apart by content; '-' is stdin, a .json file one record as the gate reads it. What
    a whole page answers, with robots.txt, headers and licences, is for 'rightscheck explain'.

    \b
    Examples:
      rightscheck notices page.html
      rightscheck notices terms.txt --all --verbose
      echo "No AI training without our consent." | rightscheck notices -
      rightscheck notices pages/*.html --format jsonl --output notices.jsonl
      rightscheck notices fr.txt --rules my-lexicons/
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    if params["is_html"] and params["is_text"]:
        raise click.UsageError("give either --html or --text")
    to = output(params, FORMS)
    refuse_taken(to)
    form = Form.HTML if params["is_html"] else Form.TEXT if params["is_text"] else None
    reading = _Reading(form, rules_in_use(), everything=params["everything"])
    _write(reading.of(params["files"]), to, reading.rules)
    return Exit.USAGE if reading.failed else Exit.DONE


class _Reading:
    """The files of one call, read one after the other; one that cannot be read is told and keeps no other from it."""

    def __init__(self, form: Form | None, rules: RuleData, *, everything: bool) -> None:
        self.rules = rules
        self.failed = False
        self._form = form
        self._everything = everything

    def of(self, names: Sequence[str]) -> Iterator[Prose]:
        """What was read of each that could be."""
        for name in names:
            try:
                yield self._prose(name)
            except InputError as error:
                self.failed = True
                complain(error)

    def _prose(self, name: str) -> Prose:
        seen = see(_observed(name, self._form), self.rules)
        found = seen.observation.body
        unread = found.reason if isinstance(found, Unread) else None
        shown = _STDIN if name == _PIPE else name
        return prose_of(shown, seen, unread, self.rules, everything=self._everything)


def _observed(name: str, form: Form | None) -> Observation:
    """The file as a subject; without a form its content tells, and a record brings what it holds.

    Raises:
        InputError: it cannot be read, a text is no UTF-8, or its words stand in fields.
    """
    if form is None and Path(name).suffix.lower() == _RECORD:
        return observe_saved(Path(name), url=None, agent=DEFAULT_AGENT)
    body = sys.stdin.buffer.read() if name == _PIPE else read_bytes(Path(name))
    chosen = form or _form_of(body, name)
    shown = _STDIN if name == _PIPE else name
    return Observation(form=chosen, body=Found(body=body if chosen is Form.HTML else decode_utf8(body, shown)))


def _form_of(body: bytes, name: str) -> Form:
    """How this is written, by its content; a page's own suffix holds for a page that begins with words.

    Raises:
        InputError: it is an image, a PDF or another file whose words stand in fields.
    """
    kind = kind_of(body)
    if kind is not None:
        explain = "'rightscheck explain' reads what it says of itself"
        raise InputError(f"{name}: is a file of kind {kind.value}; {explain}")
    return Form.HTML if Path(name).suffix.lower() in _PAGES or _TAG.match(body) else Form.TEXT


def _write(found: Iterator[Prose], to: Output, rules: RuleData) -> None:
    if to.form == "terminal":
        _print(found, to, rules)
        return
    lines = (json_of(prose, rules) for prose in found)
    with bytes_sink(to) as sink:
        if to.form == "json":
            sink.write(b"[" + b",\n ".join(lines) + b"]\n")
        else:
            sink.writelines(line + b"\n" for line in lines)


def _print(found: Iterator[Prose], to: Output, rules: RuleData) -> None:
    from rightscheck.report.terminal_prose import print_prose  # noqa: PLC0415  # rich, needed by this form alone
    from rightscheck.report.terminal_style import console_for  # noqa: PLC0415  # as above

    with text_sink(to) as stream:
        console = console_for(stream)
        for number, prose in enumerate(found):
            if number:
                console.print()
            print_prose(console, prose, rules, entries=to.verbose)
