# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""``rightscheck rules``: the rule base read, tested, checked, printed (design.md §5)."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rightscheck.cli.choices import Day
from rightscheck.cli.exits import Exit
from rightscheck.cli.ruleset import rules_in_use, rules_option
from rightscheck.errors import UsageError
from rightscheck.rules.authorities import authorities
from rightscheck.rules.cases import cases
from rightscheck.rules.checks import idle, overdue, sound
from rightscheck.rules.fields import near
from rightscheck.rules.matrix import rows
from rightscheck.rules.pages import page, pages
from rightscheck.rules.profiles import MEMBER, all_profiles
from rightscheck.rules.rulebook import rulebook
from rightscheck.statements.notice_cases import notice_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.resources import RuleData
    from rightscheck.rules.rulebook import Rule

_FAILED = 1
MATRIX = ("profile", "reuse", "evidence", "outcome", "confidence", "rule", "contested")


@click.group()
def command() -> None:
    """Look into the rules behind every answer: jurisdictions, what they rest on, cases.

    A rule says what the law is taken to be for some uses in some states of evidence. Profiles name the rules that
    hold in one place for one kind of user. None of it is a lawyer's advice.

    \b
    Examples:
      rightscheck rules list
      rightscheck rules show tdm-eu-reserved
      rightscheck rules matrix --format csv > matrix.csv
      rightscheck rules test --rules my-rules/
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is


@command.command("list")
@click.option("--format", "form", type=click.Choice(("text", "jsonl")), default="text", show_default=True)
@rules_option()
def list_(form: str) -> int:
    """List the profiles with whom they fit, and every rule with its rung, outcome and number of cases."""
    rules = rules_in_use()
    counted = Counter(case.rule for case in cases(rules))
    if form == "jsonl":
        for rule in rulebook(rules).values():
            click.echo(json.dumps(_row(rule, counted[rule.id], rules), ensure_ascii=False))
        return Exit.DONE
    for line in (*_profile_lines(rules), "", *_rule_lines(rules, counted)):
        click.echo(line)
    return Exit.DONE


def _row(rule: Rule, cases_of_it: int, rules: RuleData) -> dict[str, object]:
    return {
        "id": rule.id,
        "rung": rule.stage,
        "cases": cases_of_it,
        "title": rule.title,
        "outcome": rule.outcome.token,
        "confidence": rule.confidence.value,
        "checked": rule.checked.value,
        "contested": rule.contested,
        "review_by": rule.review_by.isoformat() if rule.review_by else None,
        "profiles": [profile.name for profile in all_profiles(rules).values() if rule.id in profile.rules],
    }


def _profile_lines(rules: RuleData) -> Iterator[str]:
    yield "Profiles"
    yield f"  {'as-stated':<15} What the source itself says, without any law."
    for profile in all_profiles(rules).values():
        if MEMBER not in profile.name:
            yield f"  {profile.name:<15} {'experimental: ' if profile.experimental else ''}{profile.fits}"
    members = sorted({name.partition(MEMBER)[2] for name in all_profiles(rules) if MEMBER in name})
    if members:
        yield f"  EU profiles take a member state behind an {MEMBER}: {', '.join(MEMBER + code for code in members)}"


def _rule_lines(rules: RuleData, counted: Counter[str]) -> Iterator[str]:
    yield "Rules"
    for rule in rulebook(rules).values():
        marks = " (contested)" if rule.contested else ""
        yield f"  {rule.id:<31} {rule.stage:<10} {rule.outcome.token:<11} {counted[rule.id]:>3}  {rule.title}{marks}"


@command.command()
@click.argument("rule_id", metavar="ID")
@rules_option()
def show(rule_id: str) -> int:
    """Show one rule: when it speaks, what it rests on, why, and what to do."""
    rules = rules_in_use()
    book = rulebook(rules)
    if rule_id not in book:
        raise UsageError(f"no rule is called {rule_id!r}; {near(rule_id, book)}")
    click.echo(page(book[rule_id], rules), nl=False)
    return Exit.DONE


@command.command()
@click.option(
    "--language", metavar="CODE", help="Only the notices of this language (a file of lexicons/), not the law."
)
@rules_option()
def test(language: str | None) -> int:
    """Run every case of every rule, and every notice of every language; end with 1 where one fails.

    A rule that decides nothing fails too.

    \b
    Examples:
      rightscheck rules test
      rightscheck rules test --language pl
      rightscheck rules test --rules my-rules/
    """  # noqa: D301  # \b is the character by which click keeps a paragraph as it is
    rules = rules_in_use()
    told = [case for case in notice_cases(rules) if language in (None, case.language)]
    if language and not told:
        known = sorted({case.language for case in notice_cases(rules)})
        raise UsageError(f"no case is in {language!r}; {near(language, known)}")
    law = () if language else cases(rules)
    faults = [fault for case in law if (fault := case.fault(rules))]
    faults += [fault for one in told if (fault := one.fault(rules))]
    undecided = [] if language else list(idle(rules))
    for line in (*faults, *(f"{rulebook(rules)[rule].path}: decides no cell and no case" for rule in undecided)):
        click.echo(line)
    if faults:
        click.echo(f"{len(faults)} failed")
    click.echo(f"{len(told)} notices and other texts in {len({case.language for case in told})} languages")
    if not language:
        click.echo(f"{len(law)} cases, {len(rulebook(rules))} rules, {len(undecided)} undecided")
    return _FAILED if faults or undecided else Exit.DONE


@command.command()
@click.option("--as-of", type=Day(), metavar="DATE", help="The day to check for; default: today.")
@click.option("--strict", is_flag=True, help="End with 1 where a review date has passed.")
@rules_option()
def check(as_of: str | None, *, strict: bool) -> int:
    """Check that the rule base is whole, and warn of review dates that have passed."""
    rules = rules_in_use()
    sound(rules)
    late = list(overdue(rules, as_of or datetime.now(tz=UTC).date().isoformat()))
    for one in late:
        click.echo(f"{one.path}: {one.what} {one.id} was to be reviewed by {one.review_by}", err=True)
    names = all_profiles(rules)
    click.echo(
        f"{len(rulebook(rules))} rules, {len(names)} profiles, {len(authorities(rules))} authorities: "
        f"every cell answered once, {len(late)} reviews due"
    )
    return _FAILED if strict and late else Exit.DONE


@command.command()
@click.option("--format", "form", type=click.Choice(("csv", "jsonl")), default="csv", show_default=True)
@click.option("--as-of", type=Day(), metavar="DATE", help="The rules in force on this day; default: the rule set's.")
@rules_option()
def matrix(form: str, as_of: str | None) -> int:
    """Print every profile, use and state of evidence with the answer the engine gives."""
    found = (
        {key: value for key, value in asdict(row).items() if key in MATRIX} for row in rows(rules_in_use(), as_of)
    )
    if form == "jsonl":
        for row in found:
            click.echo(json.dumps(row))
        return Exit.DONE
    table = csv.DictWriter(sys.stdout, MATRIX, lineterminator="\n")
    table.writeheader()
    table.writerows(found)
    return Exit.DONE


@command.command()
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="DIR", help="Where to."
)
@rules_option()
def docs(output: Path) -> int:
    """Write one page for each rule, in Markdown."""
    output.mkdir(parents=True, exist_ok=True)
    written = 0
    for name, text in pages(rules_in_use()):
        (output / name).write_text(text, encoding="utf-8")
        written += 1
    click.echo(f"{written} pages in {output}")
    return Exit.DONE
