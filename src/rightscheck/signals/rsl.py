# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Really Simple Licensing 1.0: the terms a site announces for a page (reference signals §7).

Announcements are evidence; what the documents behind them say is a signal for each licence that reaches the page,
with the uses it decides. Scopes and licences of RSL are settled here, by its own order, because one document already
holds several; across standards nothing is merged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from rightscheck import urls
from rightscheck.media.xml_tree import XmlFaultError
from rightscheck.model import NOT_GIVEN, Absent, Diagnostic, Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.given import linked, part_name, text_of
from rightscheck.signals.interface import Want
from rightscheck.signals.licence_urls import licence_of
from rightscheck.signals.rsl_document import read_document
from rightscheck.signals.rsl_inside import of_file, of_items, of_page
from rightscheck.signals.rsl_links import associations
from rightscheck.signals.rsl_scope import HERE, covers_site, narrowness
from rightscheck.signals.rsl_terms import Term, answers, paid, permits, prohibits, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.model import Observation
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen
    from rightscheck.signals.rsl_document import Content, Licence, RslDocument
    from rightscheck.signals.rsl_inside import Inside
    from rightscheck.signals.rsl_links import Association
    from rightscheck.signals.rsl_terms import Answer

ID = "RSL"
_MOST_DOCUMENTS = 8
_MOST_TERMS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A document and how it was announced; ``part`` is its name in reports, ``inside`` that it came in a file."""

    part: str
    text: str
    url: str | None
    of_page: bool
    fault: str | None
    place: Evidence
    inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reached:
    """A licence that reaches the page, with what stands around it."""

    term: Term
    content: Content
    source: _Source


class ReallySimpleLicensing:
    """The reader of RSL."""

    standards = (ID,)
    site_files: tuple[str, ...] = ()

    def wants(self, seen: Seen, rules: RuleData) -> tuple[Want, ...]:
        """The announced documents that did not come yet; none where nothing is announced."""
        addresses = dict.fromkeys(one.url for one in associations(seen, rules) if one.url)
        missing = [url for url in addresses if linked(seen.observation, url) is NOT_GIVEN]
        return tuple(Want(url=url, why="rsl") for url in missing[:_MOST_DOCUMENTS])

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """A signal for each announcement and each licence that reaches the page; empty where there is neither."""
        announced = associations(seen, rules)
        sources = list(_sources(announced, seen.observation))
        documents = [(source, _document(source, rules)) for source in sources]
        documents += [_carried(one) for one in (*of_file(seen, rules), *of_page(seen, rules))]
        items = [_carried(one) for one in of_items(seen, rules)]
        reached = list(_reached(documents, seen.observation.address))[:_MOST_TERMS]
        table = rules.file(f"standards/{ID}")
        told = _parted(answers([one.term for one in reached], table), table)
        signals = [_announcement(one) for one in announced if one.inline is None and one.evidence.quote]
        signals += [_signal(one, _findings(index, told), table, rules) for index, one in enumerate(reached)]
        signals += islice((signal for item in items for signal in _of_item(item, table, rules)), _MOST_TERMS)
        faults = [fault for source, document in (*documents, *items) for fault in _faults(source, document)]
        return Reading(
            signals=tuple(signals),
            unread=tuple(dict.fromkeys(unread for _, unread in faults if unread)),
            diagnostics=(
                *_about(announced, seen.observation),
                *(note for note, _ in faults),
                *_contradictions(reached, table),
            ),
        )


READER = ReallySimpleLicensing()


def _sources(announced: Sequence[Association], observation: Observation) -> Iterator[_Source]:
    """Each document that came, once: a page's announcement outranks the site's, a sound one a faulty one."""
    for one in announced:
        if one.inline is not None:
            yield _Source(part="html", text=one.inline, url=None, of_page=True, fault=one.fault, place=one.evidence)
    for url in list(dict.fromkeys(one.url for one in announced if one.url))[:_MOST_DOCUMENTS]:
        text = text_of(linked(observation, url))
        if text is None or _is_page(text):
            continue
        ways = [one for one in announced if one.url == url]
        yield _Source(
            part=part_name(observation, url),
            text=text,
            url=url,
            of_page=any(one.of_page for one in ways),
            fault=None if any(one.fault is None for one in ways) else ways[0].fault,
            place=ways[0].evidence,
        )


def _is_page(text: str) -> bool:
    return text[:400].lstrip().lower().startswith(("<!doctype html", "<html"))


def _document(source: _Source, rules: RuleData) -> RslDocument | XmlFaultError:
    try:
        document = read_document(source.text, rules, standalone=source.url is not None)
    except XmlFaultError as error:
        return error
    if source.url is None and len(document.contents) > 1:
        return replace(document, faults=(*document.faults, "an inline document has one content"))
    return document


def _reached(
    documents: Sequence[tuple[_Source, RslDocument | XmlFaultError]], page: str | None
) -> Iterator[_Reached]:
    for number, (source, document) in enumerate(documents):
        if isinstance(document, XmlFaultError):
            continue
        for content in document.contents:
            narrow = HERE if source.inside else narrowness(content.url or "", page)
            if narrow is None:
                continue
            if narrow == HERE and not source.of_page:
                narrow = 0
            for licence in content.licences:
                term = Term(
                    licence=licence,
                    narrow=(int(source.of_page), narrow),
                    document=number,
                    conforms=not document.faults and source.fault is None,
                    server=content.server is not None,
                )
                yield _Reached(term=term, content=content, source=source)


def _carried(one: Inside) -> tuple[_Source, RslDocument | XmlFaultError]:
    source = _Source(part=one.part, text="", url=None, of_page=True, fault=None, place=one.place, inside=True)
    return source, one.document


def _of_item(
    item: tuple[_Source, RslDocument | XmlFaultError], table: Mapping[str, Any], rules: RuleData
) -> Iterator[Signal]:
    """The signals of one item of a feed, whose terms are settled by themselves."""
    reached = list(_reached([item], None))[:_MOST_TERMS]
    told = _parted(answers([one.term for one in reached], table), table)
    for index, one in enumerate(reached):
        yield _signal(one, _findings(index, told), table, rules)


def _parted(told: Mapping[str, Answer], table: Mapping[str, Any]) -> dict[str, Answer]:
    """Without the answer for a part of a use where the whole use is told the same."""

    def same(part: str, use: str) -> bool:
        one, other = told[part], told.get(use)
        return other is not None and (one.stated, one.conditions) == (other.stated, other.conditions)

    parts = table["parts"]
    return {use: answer for use, answer in told.items() if use not in parts or not same(use, parts[use])}


def _findings(index: int, told: Mapping[str, Answer]) -> tuple[Finding, ...]:
    return tuple(
        Finding(token=use, value=answer.stated, conditions=answer.conditions, denies_only=answer.denies_only)
        for use, answer in told.items()
        if index in answer.by
    )


def _announcement(one: Association) -> Signal:
    return Signal(evidence=replace(one.evidence, consent_route=one.url), channel=one.channel)


def _signal(one: _Reached, findings: tuple[Finding, ...], table: Mapping[str, Any], rules: RuleData) -> Signal:
    licence, source = one.term.licence, one.source
    named = _named(one.term, table, rules)
    if named is not None:
        kept = (replace(f, conditions=tuple(c for c in f.conditions if c != "licence-terms")) for f in findings)
        findings = (*kept, Finding(token="licence", value=named[0]))  # noqa: S106  # a token of the vocabulary
    site = not source.of_page and covers_site(one.content.url)
    own = source.place.scope if source.inside else Scope.PAGE
    return Signal(
        evidence=replace(
            source.place,
            place=f"{urls.path_of(source.url)}:{licence.line}" if source.url else source.place.place,
            quote=licence.quote,
            scope=Scope.SITE if site else own,
            url=source.url or source.place.url,
            line=None if source.url else source.place.line,
            column=None if source.url else source.place.column,
            agents=(),
            kinds=tuple(_kinds(licence, table)),
            rights_holder=one.content.holder,
            consent_route=_route(one, table),
        ),
        findings=findings,
        channel="document",
        licence=named[0] if named else None,
        licence_url=named[1] if named else None,
    )


def _named(term: Term, table: Mapping[str, Any], rules: RuleData) -> tuple[str, str] | None:
    """The open licence (id, address) that is offered as a whole and for free, None where there is none."""
    licence = term.licence
    if not term.conforms or term.server or not whole(licence) or paid(licence, table):
        return None
    found = next(filter(None, (licence_of(url, rules) for url in licence.standard)), None)
    return (found.id, found.url) if found else None


def _kinds(licence: Licence, table: Mapping[str, Any]) -> Iterator[str]:
    if paid(licence, table):
        yield table["kinds"]["payment"]
    if prohibits(licence, "ai-train", table):
        yield table["kinds"]["ai-train"]


def _route(one: _Reached, table: Mapping[str, Any]) -> str | None:
    """Where consent is to be had: the offer, the licence server, the owner; of a paid licence its rate card too."""
    licence, content = one.term.licence, one.content
    offers = (*licence.custom, content.server, *(licence.standard if paid(licence, table) else ()))
    return next(filter(None, (*offers, licence.contact, content.contact, content.terms)), None)


def _faults(
    source: _Source, document: RslDocument | XmlFaultError
) -> Iterator[tuple[Diagnostic, tuple[str, str] | None]]:
    """Each fault of a document as a diagnostic, with the part it leaves unread."""
    if isinstance(document, XmlFaultError):
        note = Diagnostic(part=source.part, code="rsl-unreadable", text=str(document)[:200])
        yield note, (source.part, document.reason)
        return
    for fault in document.faults:
        text = f"out of the grammar, so it denies and does not grant: {fault}"
        yield Diagnostic(part=source.part, code="rsl-nonconforming", text=text), None
    for word in document.undefined:
        text = f"no usage of RSL: {word[:80]}"
        yield Diagnostic(part=source.part, code="rsl-undefined-usage", text=text), (source.part, "malformed")


def _contradictions(reached: Sequence[_Reached], table: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Licences that permit and prohibit the same use: the prohibition holds (RSL-04), and the author should know."""
    for one in reached:
        both = [use for use in table["uses"] if permits(one.term.licence, use, table)]
        both = [use for use in both if prohibits(one.term.licence, use, table)]
        if both:
            text = f"one licence permits and prohibits {', '.join(both)}: it is prohibited"
            yield Diagnostic(part=one.source.part, code="rsl-contradiction", text=text, line=one.term.licence.line)


def _about(announced: Sequence[Association], observation: Observation) -> Iterator[Diagnostic]:
    """Faults of announcements, and announced documents that are not there."""
    for one in announced:
        if one.fault:
            part = {"robots": "robots.txt", "header": "headers"}.get(one.channel, "html")
            text = f"what this licence link leads to denies and does not grant: {one.fault}"
            yield Diagnostic(part=part, code="rsl-link-fault", text=text, line=one.line)
    for url in dict.fromkeys(one.url for one in announced if one.url):
        part_of = linked(observation, url)
        text_there = text_of(part_of)
        if isinstance(part_of, Absent) or (text_there is not None and _is_page(text_there)):
            yield Diagnostic(part=url, code="rsl-document-absent", text="the announced RSL document is not there")
