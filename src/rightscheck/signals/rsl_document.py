# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A document of Really Simple Licensing 1.0: contents and their licences as written, and where it leaves the grammar.

Reference signals §7.2 and §7.4. Whatever can be read is read; every fault is kept, because what a faulty document
denies counts and what it grants does not (design.md §2, Faults). Words of the standard are data
(``rules/standards/RSL.toml``); a word with a prefix is somebody's extension and is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rightscheck.media.xml_tree import XmlFaultError
from rightscheck.signals.rsl_xml import Node, parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rightscheck.resources import RuleData

_SEPARATOR = re.compile(r"[\s,]+")
_PREFIXED = re.compile(r"<[^\s/>:]+:")
_MOST_QUOTED = 2_000
_MOST_FAULTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The standard's words: children by element, usage words (with those of older drafts), payments."""

    namespace: str
    children: Mapping[str, frozenset[str]]
    usage: frozenset[str]
    older: Mapping[str, str]
    payments: frozenset[str]
    types: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one ``permits`` or ``prohibits`` type: known ones, those of older drafts, those nobody defined."""

    known: frozenset[str] = frozenset()
    older: frozenset[str] = frozenset()
    unknown: tuple[str, ...] = ()

    @property
    def every(self) -> frozenset[str]:
        """Known words and those of older drafts."""
        return self.known | self.older


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """One licence: words by type (``usage``, ``user``, ``geo``), payment types, addresses, its source and line.

    A type that is not permitted at all is missing from ``permits``. ``standard`` and ``custom`` are addresses of
    licences and of offers; ``contact`` is the legal contact.
    """

    permits: Mapping[str, Words]
    prohibits: Mapping[str, Words]
    payments: tuple[str, ...]
    standard: tuple[str, ...]
    custom: tuple[str, ...]
    reporting: bool
    contact: str | None
    quote: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What licences are about: its URL or path pattern (empty: where the document is linked), server, owner."""

    url: str | None
    server: str | None
    terms: str | None
    holder: str | None
    contact: str | None
    licences: tuple[Licence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RslDocument:
    """All contents, and the faults: one that has any does not conform. ``undefined`` are words nobody defined."""

    contents: tuple[Content, ...]
    faults: tuple[str, ...]
    undefined: tuple[str, ...]


def read_document(source: str, rules: RuleData, *, standalone: bool = True) -> RslDocument:
    """The document in this XML.

    Raises:
        XmlFaultError: the source is no XML, or its root is no ``rsl``.
    """
    root = parse_xml(source)
    if root.name != "rsl":
        raise XmlFaultError("malformed", f"the root is {root.name[:40]}, not rsl")
    reader = DocumentReader(source, vocabulary(rules))
    return reader.document(root, standalone=standalone)


@cache
def vocabulary(rules: RuleData) -> Vocabulary:
    """The words of the standard as these rules have them."""
    table = rules.file("standards/RSL")
    grammar = table["grammar"]
    return Vocabulary(
        namespace=grammar["namespace"],
        children={name: frozenset(children) for name, children in grammar["children"].items()},
        usage=frozenset(table["usage"]),
        older=table["older"],
        payments=frozenset(grammar["payments"]),
        types=frozenset(grammar["types"]),
    )


class DocumentReader:
    """Reads one document and gathers its faults on the way."""

    def __init__(self, source: str, known: Vocabulary) -> None:
        self._source = source
        self._known = known
        self._faults: list[str] = []
        self._undefined: list[str] = []

    def document(self, root: Node, *, standalone: bool) -> RslDocument:
        """The document with this root; one that stands inside another may have a prefix."""
        if root.namespace != self._known.namespace:
            self._fault(root, f"the namespace is not {self._known.namespace}")
        if standalone and _PREFIXED.match(self._source, root.start):
            self._fault(root, "the root has a prefix")
        self._check(root)
        return self.parts(root, list(root.named("content")))

    def parts(self, holder: Node, nodes: Sequence[Node]) -> RslDocument:
        """The document that these contents make, with all faults so far; ``holder`` is what they stand in."""
        contents = tuple(self._content(node) for node in nodes)
        if not contents:
            self._fault(holder, "no content")
        return RslDocument(
            contents=contents,
            faults=tuple(self._faults[:_MOST_FAULTS]),
            undefined=tuple(dict.fromkeys(self._undefined[:_MOST_FAULTS])),
        )

    def _fault(self, node: Node, text: str) -> None:
        self._faults.append(f"line {node.line}: {text}")

    def _check(self, node: Node) -> None:
        """Tell of children that the grammar does not have here; foreign ones are nobody's fault."""
        allowed = self._known.children.get(node.name)
        for child in node.children if allowed is not None else ():
            if child.namespace == node.namespace and child.name not in (allowed or ()):
                self._fault(child, f"<{child.name[:40]}> has no place in <{node.name}>")

    def _content(self, node: Node) -> Content:
        self._check(node)
        url = node.attributes.get("url")
        if url is None:
            self._fault(node, "content has no url")
        if node.attributes.get("encrypted", "false") not in ("true", "false"):
            self._fault(node, "encrypted is neither true nor false")
        licences = tuple(self._licence(child) for child in node.named("license"))
        if not licences:
            self._fault(node, "content has no license")
        owner = next(node.named("copyright"), None)
        return Content(
            url=None if url is None else url.strip(),
            server=node.attributes.get("server") or None,
            terms=next((child.text for child in node.named("terms") if child.text), None),
            holder=(owner.text or None) if owner else None,
            contact=_contact(owner.attributes) if owner else None,
            licences=licences,
        )

    def _licence(self, node: Node) -> Licence:
        self._check(node)
        payments = list(node.named("payment"))
        if len(payments) > 1:
            self._fault(payments[1], "a second payment")
        types = tuple(self._payment(payment) for payment in payments)
        legal = [child for child in node.named("legal") if child.attributes.get("type") == "contact"]
        return Licence(
            permits=self._types(node, "permits"),
            prohibits=self._types(node, "prohibits"),
            payments=types,
            standard=_texts(payments, "standard"),
            custom=_texts(payments, "custom"),
            reporting=any(True for _ in node.named("reporting")),
            contact=next((child.text for child in legal if child.text), None),
            quote=self._source[node.start : node.end][:_MOST_QUOTED],
            line=node.line,
        )

    def _payment(self, node: Node) -> str:
        self._check(node)
        kind = node.attributes.get("type", "").strip().lower()
        if kind not in self._known.payments:
            self._fault(node, f"no payment type: {kind[:40]}")
        return kind

    def _types(self, licence: Node, name: str) -> dict[str, Words]:
        """The words of each type; a type given twice is a fault and read as one."""
        nodes = list(licence.named(name))
        for kind, count in Counter(node.attributes.get("type", "") for node in nodes).items():
            if count > 1:
                self._fault(licence, f"{name} of type {kind[:40]} is given {count} times")
            if kind not in self._known.types:
                self._fault(licence, f"{name} has no such type: {kind[:40]}")
        kinds = dict.fromkeys(node.attributes.get("type", "") for node in nodes)
        return {kind: self._words(kind, [n for n in nodes if n.attributes.get("type", "") == kind]) for kind in kinds}

    def _words(self, kind: str, nodes: list[Node]) -> Words:
        found = dict.fromkeys(word for node in nodes for word in self._split(node))
        plain = [word for word in found if ":" not in word]
        if kind != "usage":
            return Words(known=frozenset(plain))
        unknown = tuple(w for w in plain if w not in self._known.usage and w not in self._known.older)
        self._undefined += unknown
        return Words(
            known=frozenset(plain) & self._known.usage,
            older=frozenset(self._known.older[word] for word in plain if word in self._known.older),
            unknown=unknown,
        )

    def _split(self, node: Node) -> Iterator[str]:
        """The words of a list, which has blanks between them; older drafts had commas."""
        if "," in node.text:
            self._fault(node, "commas in a list of words")
        for word in _SEPARATOR.split(node.text):
            if word:
                yield word if node.attributes.get("type") == "geo" else word.lower()


def _texts(nodes: list[Node], name: str) -> tuple[str, ...]:
    return tuple(child.text for node in nodes for child in node.named(name) if child.text)


def _contact(attributes: Mapping[str, str]) -> str | None:
    """The owner's address: a URL, else a mail address."""
    mail = attributes.get("contactEmail")
    return attributes.get("contactUrl") or (f"mailto:{mail}" if mail else None)
