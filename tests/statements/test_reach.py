# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Which scopes reach the subject: what a file says of itself reaches the file, never the page that speaks of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rightscheck.model import REACHES, Evidence, Finding, Form, Reading, Reuse, Scope, Signal, Stated
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from rightscheck.resources import RuleData


def signal(scope: Scope, licence: str | None = None) -> Signal:
    """A reservation, or a licence, of this scope."""
    evidence = Evidence(standard="TDMREP", place="xmp:tdm:reservation", quote="1", scope=scope)
    finding = Finding(token="licence", value=licence) if licence else Finding(token="tdm-reservation", value="1")  # noqa: S106  # tokens of standards
    return Signal(evidence=evidence, findings=(finding,), channel="xmp", licence=licence)


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("scope", list(Scope))
def test_a_scope_reaches_by_the_form_of_the_subject(form: Form, scope: Scope, rules: RuleData) -> None:
    """Page and site reach every subject, file only a file; images, media, sections and embedded things none."""
    reaches = scope in (Scope.PAGE, Scope.SITE) or (form is Form.FILE and scope is Scope.FILE)
    denied = settle(Reading(signals=(signal(scope),)), rules, form).reuses[Reuse.TDM].stated is Stated.DENIED
    licensed = settle(Reading(signals=(signal(scope, "CC-BY-4.0"),)), rules, form).licence is not None
    assert (denied, licensed, scope in REACHES[form]) == (reaches, reaches, reaches)


def test_a_files_own_licence_stands_before_its_sites(rules: RuleData) -> None:
    """As a page's licence does: the nearer one is the subject's."""
    reading = Reading(signals=(signal(Scope.SITE, "CC-BY-NC-4.0"), signal(Scope.FILE, "CC-BY-4.0")))
    licence = settle(reading, rules, Form.FILE).licence
    assert licence is not None
    assert (licence.id, licence.scope) == ("CC-BY-4.0", Scope.FILE)


def test_one_licence_told_by_site_and_file_is_the_files(rules: RuleData) -> None:
    """The scope of a claim that two signals make is the nearer one."""
    for order in ((Scope.SITE, Scope.FILE), (Scope.FILE, Scope.SITE)):
        reading = Reading(signals=tuple(signal(scope, "CC-BY-4.0") for scope in order))
        licence = settle(reading, rules, Form.FILE).licence
        assert licence is not None
        assert (licence.scope, licence.evidence) == (Scope.FILE, (0, 1))
