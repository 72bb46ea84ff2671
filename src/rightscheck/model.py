# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The values every layer shares: frozen, keyword-only, without behaviour that reads or decides.

The flow is Observation -> Signal -> Statement -> Decision. A signal is what was found, word for word and with its
place; a statement is what it means; a decision is what a profile makes of it. Nothing here imports a module of ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "rightscheck/1"
DEFAULT_AGENT = "rightscheck"


class Reuse(StrEnum):
    """What somebody wants to do with a page. The order is the order of every report."""

    CRAWL = "crawl"  #: fetch with an automated client
    SEARCH = "search"  #: index, show title and link
    SNIPPET = "snippet"  #: show an extract or preview in search results
    QUOTE = "quote"  #: quote an extract with its source in one's own work
    TDM = "tdm"  #: automated analysis of text and data (DSM Directive Art. 2(2))
    AI_TRAIN = "ai-train"  #: change the learned parameters of a model
    AI_INPUT = "ai-input"  #: give content to a model at inference
    ARCHIVE = "archive"  #: keep a copy
    ADAPT = "adapt"  #: make and share a translation, summary, remix
    REDISTRIBUTE = "redistribute"  #: share verbatim copies


class Stated(StrEnum):
    """What the source itself says about one reuse."""

    GRANTED = "granted"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    SILENT = "silent"


class Basis(StrEnum):
    """Whether the text names the use, or it follows from a general clause."""

    NAMED = "named"
    GENERAL = "general"


class Outcome(IntEnum):
    """What a profile makes of it; a higher value is more restrictive."""

    ALLOWED = 0
    CONDITIONAL = 1
    UNCERTAIN = 2
    DENIED = 3

    @property
    def token(self) -> str:
        """The word of the contract, such as ``denied``."""
        return self.name.lower()


class Confidence(StrEnum):
    """How firmly the rule answers."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Checked(StrEnum):
    """How well the rule behind a decision is founded."""

    SOURCE = "source"
    PARTLY = "partly"
    UNVERIFIED = "unverified"


class Scope(StrEnum):
    """What a signal is about."""

    PAGE = "page"
    SITE = "site"
    SECTION = "section"
    IMAGE = "image"
    MEDIA = "media"
    EMBEDDED = "embedded-third-party"
    FILE = "file"


#: Scopes whose statements reach the page itself; the others are evidence with a scope of their own (design.md §2).
REACHES_PAGE = frozenset({Scope.PAGE, Scope.SITE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A part that came: its body, decoded text for pages and raw bytes for site files."""

    body: str | bytes
    status: int = 200
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """A part that was looked for and is not there (404, 410, an HTML page in place of a file)."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A part that could not be read; ``reason`` is a status or a word of design.md §2, ``words`` what told."""

    reason: str
    words: str | None = None
    words_at: str | None = None


@dataclass(frozen=True, slots=True)
class NotGiven:
    """A part that the record or the caller did not bring."""


Part: TypeAlias = Found | Absent | Unread | NotGiven
NOT_GIVEN = NotGiven()
Headers: TypeAlias = tuple[tuple[str, str], ...]


class Form(StrEnum):
    """How the body of a subject is written."""

    HTML = "html"
    TEXT = "text"
    FILE = "file"  #: the subject is itself an image, a PDF, an EPUB, a feed; its body is the bytes


#: Scopes whose statements reach the subject, by its form: a file's own words reach it, not the page it is on.
REACHES: Mapping[Form, frozenset[Scope]] = {
    Form.HTML: REACHES_PAGE,
    Form.TEXT: REACHES_PAGE,
    Form.FILE: REACHES_PAGE | {Scope.FILE},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """What was seen of a subject at one moment.

    ``headers`` is None when they were not given; each field line is one pair, in order, never joined. ``site_files``
    maps a path of the page's own origin to what came of it, ``documents`` an absolute URL. Parts that no reader asked
    for are not listed.
    """

    url: str | None = None
    final_url: str | None = None
    status: int | None = None
    fetched_at: str | None = None
    agent: str = DEFAULT_AGENT
    form: Form = Form.HTML
    headers: Headers | None = None
    body: Part = NOT_GIVEN
    robots: Part = NOT_GIVEN
    site_files: Mapping[str, Part] = field(default_factory=dict)
    documents: Mapping[str, Part] = field(default_factory=dict)

    @property
    def address(self) -> str | None:
        """The URL that answered, else the one asked for, else None."""
        return self.final_url or self.url


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One named piece of a clause: its role (modality, act, object, exception …), words and offsets in the quote."""

    role: str
    entry: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A signal's proof: its verbatim words and where they stand (design.md §5, Record out).

    ``start`` and ``end`` are code-point offsets into a text subject; ``line`` and ``column`` are 1-based places in an
    HTML source; ``url`` is None for the subject itself, else the document the words stand in.
    """

    standard: str
    place: str
    quote: str
    scope: Scope
    url: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    language: str | None = None
    agents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    rights_holder: str | None = None
    consent_route: str | None = None
    about: str | None = None
    spans: tuple[Span, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One token of a signal in its standard's own words, such as ``tdm-reservation`` = ``1``.

    What the pair means is data: ``rules/standards/<STANDARD>.toml``. ``conditions`` are condition tokens the reader
    took from parameters (``excerpt:20``). ``denies_only`` marks a faulty carrier whose denials count and whose grants
    do not (design.md §2, Faults).
    """

    token: str
    value: str
    conditions: tuple[str, ...] = ()
    denies_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One raw finding of one standard at one place; without findings it is evidence only.

    ``channel`` names the place class by which the standard ranks its own signals (file, header, meta …). ``licence``
    is the licence id this signal names for its object, if it names one.
    """

    evidence: Evidence
    findings: tuple[Finding, ...] = ()
    channel: str = ""
    licence: str | None = None
    licence_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A fault or a second opinion: never evidence, changes no decision by itself."""

    part: str
    code: str
    text: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reader found: signals in reading order, parts it could not make sense of, and diagnostics."""

    signals: tuple[Signal, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one signal means for one reuse. ``signal`` is the index of its evidence in the report."""

    reuse: Reuse
    stated: Stated
    basis: Basis
    standard: str
    token: str
    signal: int
    scope: Scope
    conditions: tuple[str, ...] = ()
    children: tuple[tuple[str, Stated], ...] = ()
    licence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two statements that disagree on one reuse, and the principle that settled them (law.md §6)."""

    reuse: Reuse
    evidence: tuple[int, ...]
    principle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceClaim:
    """The licence of the main content: its id (SPDX where one exists) and the evidence that names it."""

    id: str
    url: str | None
    scope: Scope
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the source says about one reuse, once its statements are put together."""

    reuse: Reuse
    stated: Stated = Stated.SILENT
    basis: Basis | None = None
    conditions: tuple[str, ...] = ()
    children: Mapping[str, Stated] = field(default_factory=dict)
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """All ten reuses settled, with the signals behind them in the order of the report."""

    signals: tuple[Signal, ...]
    statements: tuple[Statement, ...]
    reuses: Mapping[Reuse, Settled]
    licence: LicenceClaim | None = None
    general_reservation: bool = False
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A second ground that would answer too."""

    rung: str
    rule: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One outcome for one reuse under one profile, with what the source itself states beside it."""

    reuse: Reuse
    stated: Stated
    basis: Basis | None
    outcome: Outcome
    rung: str
    rule: str
    conditions: tuple[str, ...] = ()
    children: Mapping[str, Stated] = field(default_factory=dict)
    also: tuple[Route, ...] = ()
    legal_basis: tuple[str, ...] = ()
    duties: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH
    checked: Checked = Checked.SOURCE
    contested: bool = False
    evidence: tuple[int, ...] = ()
