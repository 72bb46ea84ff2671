# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Access and licence indicators (NISO RP-22), JATS permissions and Crossref licences (signals.md §16.2).

A licence counts from its first day. One for text and data mining names mining and nothing else, however open the
article looks; sharing policies (``stm-asf``) and ``free_to_read`` are notes; a licence for the accepted manuscript
concerns that version. What the record describes is the subject.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rightscheck.media.facts import MediaKind
from rightscheck.media.spaces import ALI
from rightscheck.model import Evidence, Finding, Reading, Scope, Signal
from rightscheck.signals.ali_licences import Offer, article_offers, article_permissions, crossref_offers, in_force
from rightscheck.signals.file_fields import Words
from rightscheck.signals.given import SelfContained
from rightscheck.signals.link_lic import is_mining_licence
from rightscheck.signals.rights_values import signals_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.media.facts import MediaFacts
    from rightscheck.media.xml_tree import Element
    from rightscheck.resources import RuleData
    from rightscheck.signals.interface import Seen

_MANUSCRIPT = "am"
_NOTE = "stm-asf"
_NOTICES = ("copyright-statement", "copyright-holder")
_WORDS = frozenset({"license-p", "p"})
_MOST_FIGURES = 500
_MOST_OFFERS = 200


class AccessReader(SelfContained):
    """Reads the licences of scholarly works."""

    standards: tuple[str, ...] = ("ALI",)
    site_files: tuple[str, ...] = ()

    def read(self, seen: Seen, rules: RuleData) -> Reading:
        """Signals of licences, those not in force too, then of notices and figures; empty for any other file."""
        facts = seen.media
        if facts is None:
            return Reading()
        offers = tuple(islice(_offers(facts), _MOST_OFFERS))
        holding = in_force(offers, seen.as_of or _day(seen, rules))
        signals = [signal for offer in offers for signal in _signals(offer, rules, holds=offer in holding)]
        if facts.kind is MediaKind.ARTICLE and facts.tree is not None:
            signals += [*_notices(facts.tree, rules), *_figures(facts.tree, rules)]
        return Reading(signals=tuple(dict.fromkeys(signals)))


READER = AccessReader()


def article_words(facts: MediaFacts) -> Iterator[Words]:
    """The licence paragraphs of an article as texts for the reader of prose; none for any other file."""
    if facts.kind is MediaKind.ARTICLE and facts.tree is not None:
        for permissions in article_permissions(facts.tree):
            for one in permissions.below():
                if one.name in _WORDS and one.text:
                    yield Words(text=one.text, place=f"jats:{one.name}", line=one.line, listed=False)


def _day(seen: Seen, rules: RuleData) -> str:
    """The day of the observation, else that of the rule set."""
    return (seen.observation.fetched_at or "")[:10] or str(rules.file("ruleset")["date"])


def _offers(facts: MediaFacts) -> Iterator[Offer]:
    if facts.kind is MediaKind.ARTICLE and facts.tree is not None:
        yield from article_offers(facts.tree)
    elif facts.record is not None:
        yield from crossref_offers(facts.record)


def _signals(offer: Offer, rules: RuleData, *, holds: bool) -> Iterator[Signal]:
    mining = offer.version == "tdm" or is_mining_licence(offer.url, rules)
    evidence = Evidence(
        standard="ALI",
        place=f"{offer.place}[{offer.version}]",
        quote=offer.quote,
        scope=Scope.SECTION if offer.version == _MANUSCRIPT else Scope.FILE,
        line=offer.line,
        about="accepted manuscript" if offer.version == _MANUSCRIPT else None,
        kinds=("publisher-tdm",) if mining else (),
        consent_route=offer.url if mining else None,
        cues=(*((f"from:{offer.start}",) if offer.start else ()), *(() if holds else ("not-in-force",))),
    )
    if not holds or offer.version == _NOTE:
        yield Signal(evidence=evidence, channel=offer.version)
    elif mining:
        finding = Finding(token="tdm-licence", value="publisher")  # noqa: S106  # a token of a standard
        yield Signal(evidence=evidence, findings=(finding,), channel=offer.version, licence_url=offer.url)
    else:
        yield from signals_of(evidence, offer.url, offer.version, rules)


def _notices(root: Element, rules: RuleData) -> Iterator[Signal]:
    for permissions in article_permissions(root):
        for one in permissions.find(root.namespace, *_NOTICES):
            yield from _notice(one, Scope.FILE, rules)
        for one in permissions.find(ALI, "free_to_read"):
            dates = " ".join(f'{name}="{value}"' for (_, name), value in one.attributes.items())
            quote = f"<ali:free_to_read {dates}/>".replace(" /", "/")
            yield Signal(
                evidence=Evidence(
                    standard="ALI", place="jats:ali:free_to_read", quote=quote, scope=Scope.FILE, line=one.line
                ),
                channel="notice",
            )


def _notice(one: Element, scope: Scope, rules: RuleData) -> Iterator[Signal]:
    if one.text:
        holder = one.text if one.name == "copyright-holder" else None
        evidence = Evidence(
            standard="ALI", place=f"jats:{one.name}", quote=one.text, scope=scope, line=one.line, rights_holder=holder
        )
        yield from signals_of(evidence, one.text, "notice", rules)


def _figures(root: Element, rules: RuleData) -> Iterator[Signal]:
    """The permissions of figures: their statements and licences concern the picture."""
    own = {id(one) for permissions in article_permissions(root) for one in permissions.below()}
    others = (one for one in root.below() if id(one) not in own and _is_permission(one))
    for one in islice(others, _MOST_FIGURES):
        yield from _notice(one, Scope.IMAGE, rules)


def _is_permission(one: Element) -> bool:
    return one.name == "copyright-statement" or (one.namespace, one.name) == (ALI, "license_ref")
