# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""RSL: the vectors RSL-01 … -15 as design.md settles them, channels, scopes, faults."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.facts import Link, PageFacts, Script
from rightscheck.model import Absent, Found, Observation, Reading, Reuse, Scope, Stated, Unread
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen, Want
from rightscheck.signals.rsl import READER
from rightscheck.statements.settle import settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rightscheck.model import Headers, Part

PAGE = "https://lines.example/articles/7"
DOCUMENT = "https://lines.example/license.xml"
TYPE = "application/rsl+xml"
GLOBAL = f"License: {DOCUMENT}\nUser-agent: *\nAllow: /\n"


def rsl(*contents: str, namespace: str = "https://rslstandard.org/rsl") -> str:
    """A document of these contents."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rsl xmlns="{namespace}">\n' + "\n".join(contents) + "\n</rsl>\n"


def content(*licences: str, url: str = "/", more: str = "", extra: str = "") -> str:
    """A content of these licences; ``more`` are attributes, ``extra`` elements."""
    inner = "".join(f"<license>{licence}</license>" for licence in licences)
    return f'<content url="{url}" {more}>{inner}{extra}</content>'


def prefixed(licence: str, url: str = "/") -> str:
    """A document whose elements all have a prefix."""
    names = re.sub(r"(</?)", r"\1rsl:", f'<rsl><content url="{url}"><license>{licence}</license></content></rsl>')
    return names.replace("<rsl:rsl>", '<rsl:rsl xmlns:rsl="https://rslstandard.org/rsl">')


def permits(words: str, kind: str = "usage") -> str:
    """One permits element."""
    return f'<permits type="{kind}">{words}</permits>'


def prohibits(words: str, kind: str = "usage") -> str:
    """One prohibits element."""
    return f'<prohibits type="{kind}">{words}</prohibits>'


def payment(kind: str, inner: str = "") -> str:
    """One payment element."""
    return f'<payment type="{kind}">{inner}</payment>'


def seen(  # noqa: PLR0913  # one argument for each channel
    document: str | Part | None = None,
    *,
    robots: str | None = GLOBAL,
    headers: Headers = (),
    page: PageFacts | None = None,
    url: str | None = PAGE,
    agent: str = "rightscheck",
    status: int = 200,
    documents: dict[str, Part] | None = None,
) -> Seen:
    """An observation whose announced document is this."""
    parts: dict[str, Part] = dict(documents or {})
    if document is not None:
        parts[DOCUMENT] = (
            Found(body=document.encode("utf-8", "surrogatepass")) if isinstance(document, str) else document
        )
    observation = Observation(
        url=url,
        agent=agent,
        status=status,
        headers=headers,
        robots=Absent(reason="404") if robots is None else Found(body=robots.encode()),
        documents=parts,
        body=Found(body=""),
    )
    return Seen(observation=observation, page=page)


def stated(what: Seen) -> dict[str, str]:
    """What the reading states for each reuse that is not silent, conditions behind the value."""
    settled = settle(READER.read(what, shipped()), shipped()).reuses
    return {
        reuse.value: " ".join((one.stated.value, *sorted(one.conditions)))
        for reuse, one in settled.items()
        if one.stated is not Stated.SILENT
    }


def codes(what: Seen) -> set[str]:
    """The diagnostics."""
    return {note.code for note in READER.read(what, shipped()).diagnostics}


SEARCH = ("search", "snippet")
AI = ("ai-train", "ai-input")
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


def all_of(value: str, *reuses: str) -> dict[str, str]:
    """One value for several reuses."""
    return dict.fromkeys(reuses, value)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param(rsl(content(prohibits("ai-all"))), all_of("denied", *AI), id="RSL-01"),
        pytest.param(
            rsl(content(permits("all")), content(prohibits("ai-train"), url="/articles/")),
            all_of("granted", *SEARCH, "tdm", "ai-input") | {"ai-train": "denied"},
            id="RSL-02 inside",
        ),
        pytest.param(
            rsl(content(permits("all")), content(prohibits("ai-train"), url="/essays/")),
            all_of("granted", *SEARCH, "tdm", *AI),
            id="RSL-02 outside",
        ),
        pytest.param(
            rsl(
                content(
                    permits("search")
                    + prohibits("ai-train")
                    + payment("crawl", '<amount currency="USD">0.015</amount>')
                )
            ),
            all_of("denied", *SEARCH, "ai-train"),
            id="RSL-03 as design.md settles it",
        ),
        pytest.param(
            rsl(content(permits("ai-train ai-input") + prohibits("all"))),
            all_of("denied", *SEARCH, "tdm", *AI),
            id="RSL-04",
        ),
        pytest.param(
            rsl(
                content(
                    permits("ai-input ai-index search") + payment("attribution"),
                    prohibits("ai-train") + payment("subscription", "<custom>https://lines.example/buy</custom>"),
                )
            ),
            all_of("conditional attribution", *SEARCH, "ai-input") | {"ai-train": "denied"},
            id="RSL-05",
        ),
        pytest.param(rsl(content(extra="<terms>https://lines.example/terms</terms>")), {}, id="RSL-06"),
        pytest.param(rsl(content(permits("ai-train,ai-input"))), {}, id="RSL-07 permits"),
        pytest.param(rsl(content(prohibits("ai-train,ai-input"))), all_of("denied", *AI), id="RSL-07 prohibits"),
        pytest.param(
            rsl(content(permits("non-commercial", "user"))),
            all_of("conditional non-commercial", *SEARCH, "tdm", *AI),
            id="RSL-08",
        ),
        pytest.param(
            rsl(content(permits("EU US", "geo"))),
            all_of("conditional geo:EU|US", *SEARCH, "tdm", *AI),
            id="RSL-09",
        ),
        pytest.param(rsl(content('<permit type="usage">all</permit>')), {}, id="RSL-14"),
        pytest.param(
            rsl(content('<permit type="usage">all</permit>' + prohibits("ai-input"))),
            {"ai-input": "denied"},
            id="RSL-14 beside a prohibition",
        ),
    ],
)
def test_documents(document: str, expected: dict[str, str]) -> None:
    """What a document announced for the whole site says about the page."""
    assert stated(seen(document)) == expected


def test_a_standard_licence_offered_as_a_whole_is_the_pages() -> None:
    """RSL-10: attribution, and the licence by its id; its own terms take the place of "see the licence"."""
    what = seen(rsl(content(payment("attribution", f"<standard>{CC_BY}</standard>"))))
    settlement = settle(READER.read(what, shipped()), shipped())
    assert settlement.licence is not None
    assert settlement.licence.id == "CC-BY-4.0"
    assert settlement.reuses[Reuse.AI_TRAIN].conditions == ("attribution",)
    assert settlement.reuses[Reuse.REDISTRIBUTE].stated is Stated.CONDITIONAL


@pytest.mark.parametrize(
    "licence",
    [
        permits("search ai-input") + payment("attribution", f"<standard>{CC_BY}</standard>"),
        permits("personal", "user") + payment("free", f"<standard>{CC_BY}</standard>"),
        payment("purchase", f"<standard>{CC_BY}</standard>"),
        "<extra/>" + payment("attribution", f"<standard>{CC_BY}</standard>"),
    ],
)
def test_a_standard_licence_for_some_uses_is_not_the_pages(licence: str) -> None:
    """Picked uses, users, a price or a fault: the page has no open licence by it."""
    assert settle(READER.read(seen(rsl(content(licence))), shipped()), shipped()).licence is None


A, B = "https://lines.example/a.xml", "https://lines.example/b.xml"


@pytest.mark.parametrize(("agent", "expected"), [("ExampleBot", A), ("rightscheck", B)])
def test_a_group_has_its_own_terms(agent: str, expected: str) -> None:
    """RSL-11: the selected group's License replaces all others; those of other groups are evidence."""
    robots = f"License: {DOCUMENT}\nUser-agent: ExampleBot\nLicense: {A}\nDisallow: /x\nUser-agent: *\nLicense: {B}\n"
    what = seen(robots=robots + "Disallow: /y\n", agent=agent)
    assert READER.wants(what, shipped()) == (Want(url=expected, why="rsl"),)


def test_a_license_line_at_the_end_belongs_to_the_last_group() -> None:
    """The robots trap of §7.1: it denies for us and does not grant, with a diagnostic at its line."""
    robots = f"User-agent: *\nAllow: /\n\nUser-agent: GPTBot\nDisallow: /\n\nLicense: {DOCUMENT}\n"
    assert stated(seen(rsl(content(prohibits("ai-train") + permits("search"))), robots=robots)) == {
        "ai-train": "denied"
    }
    notes = READER.read(seen(rsl(content(permits("search"))), robots=robots), shipped()).diagnostics
    assert [(note.code, note.part, note.line) for note in notes] == [("rsl-link-fault", "robots.txt", 7)]


def test_a_license_line_inside_another_agents_group_is_evidence() -> None:
    """A line among the rules of another agent leads nowhere for us and names whom it addresses."""
    robots = f"User-agent: GPTBot\nLicense: {DOCUMENT}\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    what = seen(rsl(content(prohibits("ai-train"))), robots=robots)
    assert stated(what) == {}
    (signal,) = READER.read(what, shipped()).signals
    assert (signal.evidence.agents, signal.evidence.place) == (("gptbot",), "/robots.txt:2")


def header(value: str) -> Headers:
    """One Link line."""
    return (("Link", value),)


@pytest.mark.parametrize(
    ("value", "expected", "fault"),
    [
        (f'<{DOCUMENT}>; rel="license"; type="{TYPE}"', {"ai-train": "denied", "ai-input": "granted"}, False),
        (
            f'<https://x.example/a>; rel=next, <{DOCUMENT}>;rel="LICENSE other" ; type={TYPE}',
            {"ai-train": "denied", "ai-input": "granted"},
            False,
        ),
        (f'</license.xml>; rel="license"; type="{TYPE}"', {"ai-train": "denied"}, True),
        (f'<{DOCUMENT}>; rel="license"', {}, False),
        (f'<{DOCUMENT}>; rel="next"; type="{TYPE}"', {}, False),
        (f'<{DOCUMENT}>; rel="license"; type="{TYPE}"; anchor="https://other.example/"', {}, False),
        (f'<{CC_BY}>; rel="license"; type="{TYPE}"', {}, False),
        ("broken <", {}, False),
    ],
)
def test_the_link_header(value: str, expected: dict[str, str], *, fault: bool) -> None:
    """RSL-12, -13: rel and type are required; a relative target denies and does not grant."""
    document = rsl(content(prohibits("ai-train") + permits("ai-input")))
    what = seen(document, robots=None, headers=header(value))
    assert stated(what) == expected
    assert ("rsl-link-fault" in codes(what)) is fault


@pytest.mark.parametrize(("status", "expected"), [(402, {"ai-train": "denied"}), (503, {})])
def test_the_header_of_an_answer_that_asks_for_a_licence_counts(status: int, expected: dict[str, str]) -> None:
    """RSL §4.10: 401 and 402 carry terms; the header of another error concerns that answer."""
    value = f'<{DOCUMENT}>; rel="license"; type="{TYPE}"'
    what = seen(rsl(content(prohibits("ai-train"))), robots=None, headers=header(value), status=status)
    assert stated(what) == expected


def link(href: str, kind: str | None = TYPE) -> PageFacts:
    """A page with one licence link."""
    return PageFacts(links=(Link(tag="link", href=href, rel=frozenset({"license"}), type=kind, line=5),))


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (link(DOCUMENT), (Want(url=DOCUMENT, why="rsl"),)),
        (link("/license.xml"), (Want(url=DOCUMENT, why="rsl"),)),
        (link(CC_BY, None), ()),
        (link(DOCUMENT, None), ()),
        (link("javascript:x"), ()),
        (link(""), ()),
    ],
)
def test_the_link_element(page: PageFacts, wanted: tuple[Want, ...]) -> None:
    """RSL-13: a licence link without the type is no RSL; what is announced and not there yet is wanted."""
    assert READER.wants(seen(robots=None, page=page), shipped()) == wanted


def test_a_document_may_come_as_a_site_file() -> None:
    """A record brings the document under its path: it is read and not wanted again."""
    body = rsl(content(prohibits("ai-train"))).encode()
    observation = Observation(
        url=PAGE, robots=Found(body=GLOBAL.encode()), site_files={"/license.xml": Found(body=body)}
    )
    what = Seen(observation=observation, page=None)
    assert READER.wants(what, shipped()) == ()
    assert stated(what) == {"ai-train": "denied"}


def test_a_file_nobody_announces_is_none() -> None:
    """No probing: a document without an association says nothing."""
    assert READER.read(seen(rsl(content(permits("all"))), robots=None), shipped()) == Reading()


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (rsl(content(prohibits("ai-train"), url="")), {"ai-train": "denied"}),
        (rsl(content(prohibits("ai-train"), url=""), content(permits("all"))), {"ai-train": "denied"}),
        (prefixed(prohibits("ai-train"), url=""), {"ai-train": "denied"}),
    ],
)
def test_an_inline_document(document: str, expected: dict[str, str]) -> None:
    """§4.6.2: a script holds one content; its empty url is the page, a prefix is in order here."""
    what = seen(robots=None, page=PageFacts(scripts=(Script(type=TYPE, content=document, line=8),)))
    assert stated(what) == expected
    signal = READER.read(what, shipped()).signals[0]
    assert (signal.evidence.place, signal.evidence.line, signal.evidence.url) == (
        f"html:script[type={TYPE}]",
        8,
        None,
    )
    assert signal.evidence.scope is Scope.PAGE


def test_the_pages_own_terms_are_narrower_than_the_sites() -> None:
    """§7.3, 7: what the page announces comes before robots.txt, use by use."""
    document = rsl(content(prohibits("all")))
    inline = rsl(content(permits("search"), url=""))
    what = seen(document, page=PageFacts(scripts=(Script(type=TYPE, content=inline),)))
    assert stated(what) == all_of("granted", *SEARCH) | all_of("denied", "tdm", *AI)


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ((content(permits("ai-train"), url="/articles/"), content(prohibits("ai-train"))), {"ai-train": "granted"}),
        ((content(permits("search"), url="/articles/"), content(permits("all"))), all_of("granted", *SEARCH)),
        (
            (content(permits("search"), url="/articles/"), content(prohibits("ai-train"))),
            all_of("granted", *SEARCH) | {"ai-train": "denied"},
        ),
        ((content(permits("search"), prohibits("search")),), all_of("denied", *SEARCH)),
        ((content(permits("ai-train"), url="https://lines.example/articles/*"),), {"ai-train": "granted"}),
        ((content(permits("ai-train"), url="http://LINES.example/"),), {"ai-train": "granted"}),
        ((content(permits("ai-train"), url="https://lines.example:444/"),), {}),
        ((content(permits("ai-train"), url="https://other.example/"),), {}),
        ((content(permits("ai-train"), url="/articles/7$"),), {"ai-train": "granted"}),
        ((content(permits("ai-train"), url="/*/8"),), {}),
        ((content(permits("ai-index")),), {"ai-input": "conditional only:ai-input.index"}),
        ((content(permits("ai-index ai-input")),), {"ai-input": "granted"}),
        ((content(prohibits("ai-index")),), {"ai-input": "denied"}),
        ((content(permits("search"), more='server="https://olp.example/"'),), all_of("conditional other", *SEARCH)),
        ((content(permits("all") + "<reporting/>"),), all_of("conditional other", *SEARCH, "tdm", *AI)),
        ((content(permits("search") + permits("commercial non-commercial", "user")),), all_of("granted", *SEARCH)),
        ((content(permits("search") + permits("education", "user")),), all_of("conditional user:education", *SEARCH)),
        ((content(permits("search") + prohibits("education", "user")),), all_of("conditional other", *SEARCH)),
        (
            (content(permits("ai-train") + prohibits("commercial", "user")),),
            {"ai-train": "conditional non-commercial"},
        ),
        ((content(permits("search") + prohibits("US", "geo")),), all_of("conditional other", *SEARCH)),
        ((content(permits("search") + payment("free")),), all_of("granted", *SEARCH)),
        ((content(permits("search") + payment("contribution")),), all_of("denied", *SEARCH)),
        (
            (content(permits("ai-train") + permits("personal", "user"), permits("ai-train") + payment("use")),),
            {"ai-train": "conditional personal-use"},
        ),
        ((content(""),), {}),
        ((content(payment("free")),), all_of("granted", *SEARCH, "tdm", *AI)),
        ((content(permits("x:speak")),), {}),
        ((content(permits("search") + "<y:more xmlns:y='urn:y'/>"),), all_of("granted", *SEARCH)),
    ],
)  # fmt: skip
def test_scopes_and_conditions(contents: tuple[str, ...], expected: dict[str, str]) -> None:
    """Narrower wins, prohibition beats permission, unnamed uses stay silent, conditions are kept."""
    assert stated(seen(rsl(*contents))) == expected


@pytest.mark.parametrize(
    "document",
    [
        rsl(content(permits("all"), permits("all"), extra="<licence/>")),
        rsl(content(permits("all") + permits("search"))),
        rsl(content(permits("all") + payment("free") + payment("free"))),
        rsl(content(permits("all"), more='encrypted="TRUE"')),
        rsl(content(permits("all")), namespace="https://rslstandard.org/rsl/1.1"),
        rsl(content(permits("all")), namespace=""),
        prefixed(permits("all")),
        rsl(content(permits("all"))).replace('url="/"', ""),
        rsl(content(permits("search", "use"))),
        rsl(),
    ],
)
def test_a_document_out_of_its_grammar_grants_nothing(document: str) -> None:
    """§7.4 and design.md: never an allow, with a diagnostic, and the part was read."""
    what = seen(document)
    assert stated(what) == {}
    assert codes(what) == {"rsl-nonconforming"}
    assert READER.read(what, shipped()).unread == ()


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (rsl(content("<extra/>" + prohibits("ai-train"))), {"ai-train": "denied"}),
        (rsl(content("<extra/>" + permits("ai-train") + payment("purchase"))), {"ai-train": "denied"}),
        (rsl(content(prohibits("train-ai,train-genai") + payment("free"))), {"ai-train": "denied"}),
        (rsl(content(permits("train-ai") + payment("subscription"))), {"ai-train": "denied"}),
        (rsl(content(permits("ai-train") + payment("inference"))), {"ai-train": "denied"}),
        (rsl(content(permits("train-ai"))), {}),
        (rsl(content(permits("train-ai search"))), all_of("granted", *SEARCH)),
        (rsl(content(prohibits("ai-train"), url="x", more=""), namespace="http://rslstandard.org/rsl"), {}),
        (rsl(content(prohibits("ai-train")), namespace="http://rslstandard.org/rsl"), {"ai-train": "denied"}),
    ],
)
def test_what_a_faulty_document_denies_counts(document: str, expected: dict[str, str]) -> None:
    """Design.md, Faults: denials stand, also in words of older drafts, whose grants do not."""
    assert stated(seen(document)) == expected


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<rsl", "malformed"),
        ("", "malformed"),
        ("{}", "malformed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "malformed"),
        ('<!DOCTYPE r [<!ENTITY a "aaaa">]><rsl>&a;</rsl>', "malformed"),
        (rsl(content(prohibits("ai-rewrite"))), "malformed"),
        (rsl(content(permits("ai-rewrite"))), "malformed"),
        ("<a>" * 60, "too-large"),
        ("<rsl>" + "<content/>" * 30_000 + "</rsl>", "too-large"),
        (" " * 2_000_001, "too-large"),
    ],
)
def test_a_document_that_cannot_be_read_is_unread(document: str, reason: str) -> None:
    """What is no RSL, or uses words nobody defined, leaves its part unread and grants nothing."""
    what = seen(document)
    assert READER.read(what, shipped()).unread == ((DOCUMENT, reason),)
    assert stated(what) == {}


@pytest.mark.parametrize("part", [Absent(reason="404"), Found(body=b"<!DOCTYPE html><title>Not here</title>")])
def test_a_page_in_place_of_the_document_is_no_document(part: Part) -> None:
    """RSL-15: absent, with a diagnostic; the announcement stays evidence."""
    reading = READER.read(seen(part), shipped())
    assert [(d.code, d.part) for d in reading.diagnostics] == [("rsl-document-absent", DOCUMENT)]
    assert [s.evidence.quote for s in reading.signals] == [f"License: {DOCUMENT}"]
    assert reading.unread == ()


def test_an_unread_document_is_no_silence_of_ours() -> None:
    """What could not be fetched is listed by the observation; here it is evidence alone."""
    reading = READER.read(seen(Unread(reason="503")), shipped())
    assert [s.findings for s in reading.signals] == [()]


@pytest.mark.parametrize("value", ["CC BY 4.0", CC_BY, "see our terms"])
def test_a_license_line_of_another_kind_is_not_followed(value: str) -> None:
    """Words and open licences in a License line lead to no RSL document."""
    assert READER.wants(seen(robots=f"License: {value}\n"), shipped()) == ()


def test_evidence_quotes_the_licence_where_it_stands() -> None:
    """Announcement and licence are both quoted verbatim, with document, line, owner and the way to consent."""
    document = rsl(
        content(
            prohibits("ai-train") + payment("training", "<custom>https://lines.example/buy</custom>"),
            extra='<copyright type="organization" contactEmail="rights@lines.example">Lines Press</copyright>',
        )
    )
    announcement, licence = READER.read(seen(document), shipped()).signals
    assert (announcement.evidence.place, announcement.evidence.consent_route) == ("/robots.txt:1", DOCUMENT)
    evidence = licence.evidence
    assert (evidence.url, evidence.place, evidence.scope) == (DOCUMENT, "/license.xml:3", Scope.SITE)
    assert evidence.quote in document
    assert re.fullmatch(r"<license>.*</license>", evidence.quote)
    assert (evidence.rights_holder, evidence.consent_route) == ("Lines Press", "https://lines.example/buy")
    assert evidence.kinds == ("paid-licence-route", "ai-train-prohibition")


def test_without_an_address_only_terms_for_everything_reach() -> None:
    """A record without URL: whole-site contents speak, paths do not."""
    what = seen(rsl(content(prohibits("ai-train")), content(prohibits("search"), url="/articles/")), url=None)
    assert stated(what) == {"ai-train": "denied"}


def test_the_field_cases_come_out(shared: Callable[[str], Path]) -> None:
    """The developers' field corpus: what must not be stated is not, what must be is."""
    for line in shared("corpus/field/dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["topic"] != "rsl":
            continue
        record = case["record"]
        found = re.search(r'<link rel="license" type="application/rsl\+xml" href="([^"]+)"', record["html"])
        observation = Observation(
            url=record["url"],
            robots=Found(body=record["robots_txt"].encode()) if "robots_txt" in record else Absent(reason="404"),
            site_files={path: Found(body=body.encode()) for path, body in record["site_files"].items()},
        )
        got = stated(Seen(observation=observation, page=link(found[1]) if found else None))
        for not_this in case["must_not"]:
            if "reuse" in not_this:
                assert got.get(not_this["reuse"], "silent").split()[0] != not_this["stated"]
        for reuse, value in case["expect"].items():
            assert got.get(reuse, "silent").split()[0] == value


XML = st.lists(
    st.sampled_from(
        ["<rsl xmlns='https://rslstandard.org/rsl'>", "</rsl>", "<content url='/'>", "</content>", "<license>",
         "</license>", "<permits type='usage'>", "</permits>", "<prohibits type='usage'>", "</prohibits>",
         "<payment type='free'/>", " all ", "ai-train", ",", "<standard>x", "</standard>", "&amp;", "<!--", "-->",
         "\r\n", "é", "<x/>", "<content>", "<legal type='contact'>"]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(XML, st.text(max_size=30))
def test_no_document_breaks_the_reader(document: str, noise: str) -> None:
    """Any XML, any text and any Link line get an answer."""
    for text in (document, rsl(document), rsl(content(document)), noise):
        what = seen(text, headers=header(noise), page=link(noise), robots=GLOBAL + f"License: {noise}\n")
        READER.wants(what, shipped())
        READER.read(what, shipped())


@pytest.mark.parametrize(
    "document",
    [
        "<rsl>" + "<content url='/*a*a*b'><license><permits type='usage'>all</permits></license></content>" * 6_000,
        rsl(*[content(permits("all"), url="/*r*t*7")] * 6_000),
        rsl(content(*[permits("ai-train ") * 1 + prohibits("ai-input")] * 6_000)),
        rsl(content(permits("ai-train " * 100_000))),
        rsl(content(permits("x" * 900_000))),
        rsl("<!-- " + "a" * 900_000 + " -->"),
        rsl("\n" * 900_000),
    ],
)
def test_a_megabyte_is_read(document: str) -> None:
    """Hostile sizes end in an answer."""
    READER.read(seen(document, url="https://lines.example/articles/" + "r" * 5_000), shipped())


def test_a_megabyte_of_links_is_read() -> None:
    """A long Link line is cut, not endured."""
    for part in ("<a>;rel=license,", '<a>; a="\\', ";,", "<" * 3):
        READER.read(seen(headers=header(part * (1_000_000 // len(part)))), shipped())
