# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""TDMRep: the vectors TDMREP-01 … -19, precedence of its channels, faults, policies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.markup.facts import Meta, PageFacts
from rightscheck.model import Absent, Found, Observation, Reading, Reuse, Scope, Unread
from rightscheck.resources import shipped
from rightscheck.signals.interface import Seen, Want
from rightscheck.signals.tdm_policy import read_policy
from rightscheck.signals.tdmrep import READER
from rightscheck.signals.tdmrep_file import PATH, answer
from rightscheck.statements.precedence import statements

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rightscheck.model import Headers, Part

PAGE = "https://quay.example/a/b.html"
POLICY = "https://quay.example/tdm/policy.json"


def seen(  # noqa: PLR0913  # one argument for each channel
    file: str | None = None,
    headers: Headers = (),
    metas: tuple[tuple[str, str], ...] = (),
    *,
    url: str | None = PAGE,
    documents: Mapping[str, Part] | None = None,
    files: Mapping[str, Part] | None = None,
    status: int = 200,
) -> Seen:
    """An observation with these channels."""
    site_files: dict[str, Part] = dict(files or {})
    if file is not None:
        site_files[PATH] = Found(body=file.encode())
    observation = Observation(
        url=url, status=status, headers=headers, site_files=site_files, documents=documents or {}, body=Found(body="")
    )
    return Seen(
        observation=observation, page=PageFacts(metas=tuple(Meta(name=n, content=c, line=2) for n, c in metas))
    )


def stated(what: Seen) -> dict[Reuse, str]:
    """What the reading states, by the standard's own order, as (reuse, value); the strictest where several stand."""
    reading = READER.read(what, shipped())
    said = statements(reading.signals, shipped())
    order = ["granted", "denied"]
    return {
        reuse: max((s.stated.value for s in said if s.reuse is reuse), key=order.index)
        for reuse in {s.reuse for s in said}
    }


RESERVED = {Reuse.TDM: "denied", Reuse.AI_TRAIN: "denied"}
OPEN = {Reuse.TDM: "granted"}


def rule(location: str, value: object, **more: object) -> dict[str, object]:
    """One rule of the file."""
    return {"location": location, "tdm-reservation": value, **more}


THREE = json.dumps(
    [
        rule("/letters/", 1),
        rule("/maps/html/", 1, **{"tdm-policy": POLICY}),
        rule("/maps/images/*.jpg", 0),
    ]
)


@pytest.mark.parametrize(
    ("file", "path", "expected"),
    [
        (json.dumps([rule("/", 1)]), "/any/where?x=1", 1),
        (THREE, "/letters/x.pdf", 1),
        (THREE, "/maps/html/p.html", 1),
        (THREE, "/maps/images/a.jpg", 0),
        (THREE, "/other", None),
        (json.dumps([rule("/", 1), rule("/open/", 0)]), "/open/x", 1),
        (json.dumps([rule("/open/", 0), rule("/", 1)]), "/open/x", 0),
        (json.dumps([rule("/open/", 0), rule("/", 1)]), "/y", 1),
        (json.dumps([rule("/path/foo-%24", 1)]), "/path/foo-$", 1),
        (json.dumps([rule("/path/foo-%24", 1)]), "/path/foo-", None),
        (json.dumps([rule("/this/path/exactly$", 1)]), "/this/path/exactly", 1),
        (json.dumps([rule("/this/path/exactly$", 1)]), "/this/path/exactly/not", None),
        (json.dumps([rule("/this/path/exactly$", 1)]), "/this/path/exactly?from=feed", 1),
        (json.dumps([rule("/a?draft=1", 1)]), "/a?draft=1", 1),
        (json.dumps([rule("/this/*/then", 1)]), "/this/a/b/then/c", 1),
        (json.dumps([rule("/Case", 1)]), "/case", None),
        (json.dumps([rule("/caf%C3%A9", 1)]), "/café", 1),
        (json.dumps([rule("/%61b", 1)]), "/ab", 1),
        (json.dumps([rule("/*", 0)]), "/posts/7", 0),
        (json.dumps([rule("/*", 1.0)]), "/posts/7", 1),
        ("[]", "/", None),
        ("\n [ ] \n", "/", None),
    ],
)
def test_the_first_rule_that_covers_the_path_speaks(file: str, path: str, expected: int | None) -> None:
    """TDMREP-01 … -06: patterns as in robots.txt, the first match in sequence, not the longest."""
    found = answer(file, f"https://quay.example{path}")
    assert (found.rule.reservation if found.rule else None) == expected
    assert not found.malformed


@pytest.mark.parametrize(
    ("file", "header", "meta", "expected"),
    [
        (1, "0", None, OPEN),
        (None, "0", "1", RESERVED),
        (1, None, None, RESERVED),
        (0, "1", None, RESERVED),
        (0, None, None, OPEN),
        (1, "yes", None, RESERVED),
        (0, "1", "maybe", RESERVED),
        (None, "yes", None, {}),
        (None, "", None, {}),
        (None, " 1 ", None, RESERVED),
        (None, "1, 1", None, RESERVED),
        (None, "0, 1", None, RESERVED),
        (None, None, "0", OPEN),
    ],
)
def test_a_later_channel_supersedes(
    file: int | None, header: str | None, meta: str | None, expected: dict[Reuse, str]
) -> None:
    """TDMREP-07 … -09, -11: file, then header, then meta; absence and faults reset nothing."""
    what = seen(
        None if file is None else json.dumps([rule("/", file)]),
        () if header is None else (("TDM-Reservation", header),),
        () if meta is None else (("tdm-reservation", meta),),
    )
    assert stated(what) == expected


def test_a_policy_of_a_later_channel_joins_an_earlier_reservation() -> None:
    """TDMREP-10: property by property; the policy is wanted and is the way to a licence."""
    what = seen(json.dumps([rule("/", 1)]), (("tdm-policy", "/tdm/policy.json"),))
    assert READER.wants(what, shipped()) == (Want(url=POLICY, why="tdm-policy"),)
    assert [s.evidence.consent_route for s in READER.read(what, shipped()).signals] == [POLICY, POLICY]


@pytest.mark.parametrize(
    ("headers", "metas"), [((("tdm-reservation", "yes"),), ()), ((), (("tdm-reservation", "2"),))]
)
def test_another_value_is_a_fault(headers: Headers, metas: tuple[tuple[str, str], ...]) -> None:
    """TDMREP-11: unset with a diagnostic, evidence without finding, and the part is malformed."""
    reading = READER.read(seen(None, headers, metas), shipped())
    part = "headers" if headers else "html"
    assert reading.unread == ((part, "malformed"),)
    assert [(d.part, d.code) for d in reading.diagnostics] == [(part, "tdmrep-malformed")]
    assert [s.findings for s in reading.signals] == [()]


def test_a_policy_beside_an_open_page_is_not_followed() -> None:
    """TDMREP-12: with 0 the policy is ignored."""
    what = seen(None, (("tdm-reservation", "0"), ("tdm-policy", POLICY)))
    assert READER.wants(what, shipped()) == ()
    assert stated(what) == OPEN
    assert READER.read(what, shipped()).signals[0].evidence.consent_route is None


@pytest.mark.parametrize(
    "file",
    [
        '{"location": "/", "tdm-reservation": 1}',
        "[" + json.dumps(rule("/", "1")) + "]",
        "[" + json.dumps(rule("/", True)) + "]",  # noqa: FBT003  # a JSON value
        "[" + json.dumps(rule("/", 0.5)) + "]",
        "[" + json.dumps(rule("/", 2)) + "]",
        "[" + json.dumps(rule("/", None)) + "]",
        '[{"location": "/"}]',
        '[{"tdm-reservation": 1}]',
        '[{"location": "https://quay.example/", "tdm-reservation": 1}]',
        '[{"location": "", "tdm-reservation": 1}]',
        '["/"]',
        '[{"location": "/x", "tdm-reservation": 1}',
        "not json",
        "",
        "[1] 2",
        "[" * 100_000,
    ],
)
def test_a_file_out_of_the_grammar_is_malformed(file: str) -> None:
    """TDMREP-13 … -15: nothing is stated, and the wish is not lost as silence."""
    reading = READER.read(seen(file), shipped())
    assert reading.signals == ()
    assert reading.unread == ((PATH, "malformed"),)
    assert {d.code for d in reading.diagnostics} == {"tdmrep-malformed"}


def test_a_rule_without_reservation_is_passed_over() -> None:
    """TDMREP-14: the next rule that covers the path speaks, and the fault is told with its line."""
    what = seen('[\n{"location": "/"},\n' + json.dumps(rule("/", 0)) + "]")
    assert stated(what) == OPEN
    reading = READER.read(what, shipped())
    assert [(d.line, d.part) for d in reading.diagnostics] == [(2, PATH)]


def test_a_wrong_value_is_not_opened_by_a_later_rule() -> None:
    """A rule that meant to close a path keeps a later, general rule from opening it."""
    assert stated(seen(json.dumps([rule("/", "1"), rule("/", 0)]))) == {}


def test_a_fault_elsewhere_does_not_concern_this_page() -> None:
    """A faulty rule for another path leaves the file whole for this one."""
    found = answer(json.dumps([rule("/x/", "1"), rule("/", 1)]), PAGE)
    assert found.rule is not None
    assert not found.malformed


@pytest.mark.parametrize("part", [Absent(reason="404"), Absent(reason="html"), Unread(reason="503")])
def test_a_file_that_is_not_there_says_nothing(part: Part) -> None:
    """TDMREP-16: absent or unread, the file makes no statement."""
    assert READER.read(seen(files={PATH: part}), shipped()) == Reading()


def test_a_meta_tag_reaches_the_page_and_not_its_pictures() -> None:
    """TDMREP-17: scope page for header and meta, site for a rule of the whole origin, with the file's address."""
    what = seen(json.dumps([rule("/", 1)]), (("tdm-reservation", "1"),), (("tdm-reservation", "1"),))
    evidence = [s.evidence for s in READER.read(what, shipped()).signals]
    assert [e.scope for e in evidence] == [Scope.SITE, Scope.PAGE, Scope.PAGE]
    assert [e.place for e in evidence] == [PATH, "header:tdm-reservation", "html:meta[name=tdm-reservation]"]
    assert [e.url for e in evidence] == [f"https://quay.example{PATH}", None, None]
    assert evidence[0].quote == '{"location": "/", "tdm-reservation": 1}'
    assert evidence[1].quote == "tdm-reservation: 1"


def offer(*duties: str, constraint: object = None) -> str:
    """A policy whose permission to mine has these duties."""
    permission: dict[str, object] = {"action": "tdm:mine", "duty": [{"action": duty} for duty in duties]}
    if constraint:
        permission["constraint"] = constraint
    return json.dumps(
        {
            "@context": ["http://www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/tdmrep.jsonld"],
            "@type": "Offer",
            "profile": "http://www.w3.org/ns/tdmrep",
            "uid": POLICY,
            "assigner": {"vcard:fn": "Quay Press", "vcard:hasEmail": "mailto:rights@quay.example"},
            "permission": [permission],
        }
    )


@pytest.mark.parametrize("place", ["documents", "files"])
def test_a_policy_with_a_duty_is_kept_as_an_offer(place: str) -> None:
    """TDMREP-18 as design.md settles it: mining stays denied, the assigner is whom to ask; both ways to bring it."""
    part = {POLICY if place == "documents" else "/tdm/policy.json": Found(body=offer("obtainConsent").encode())}
    what = seen(
        None,
        (("tdm-reservation", "1"), ("tdm-policy", POLICY)),
        documents=part if place == "documents" else None,
        files=part if place == "files" else None,
    )
    assert READER.wants(what, shipped()) == ()
    assert stated(what) == RESERVED
    last = READER.read(what, shipped()).signals[-1]
    assert (last.evidence.url, last.evidence.place, last.evidence.kinds) == (
        POLICY,
        "/tdm/policy.json",
        ("tdm-policy-link",),
    )
    assert (last.evidence.consent_route, last.evidence.rights_holder) == ("mailto:rights@quay.example", "Quay Press")
    assert last.evidence.quote.startswith('"permission": [{')
    assert not last.findings


def test_a_policy_tells_duties_and_purposes() -> None:
    """TDMREP-19: compensation for non-research is read; terms may be plain, prefixed or whole addresses."""
    constraint = {
        "leftOperand": "purpose",
        "operator": "eq",
        "rightOperand": {"@id": "http://www.w3.org/ns/tdmrep#non-research"},
    }
    policy = read_policy(offer("odrl:compensate", constraint=constraint), shipped())
    assert policy is not None
    assert (policy.duties, policy.purposes) == (("compensate",), ("non-research",))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "7",
        "{",
        '{"permission": 3}',
        '{"permission": [{"action": "print"}]}',
        "[" * 50_000,
        '{"@type": "Set"}',
    ],
)
def test_a_policy_that_cannot_be_read_leaves_the_reservation(body: str) -> None:
    """§8.5: unparseable is no error of the protocol: conditions unknown, the reservation stands."""
    what = seen(
        None,
        (("tdm-reservation", "1"), ("tdm-policy", POLICY)),
        documents={POLICY: Found(body=body.encode())},
    )
    assert stated(what) == RESERVED
    reading = READER.read(what, shipped())
    assert [d.code for d in reading.diagnostics] == ["tdm-policy-unreadable"]
    assert reading.unread == ()


def test_a_policy_for_people_is_left_to_the_reader_of_prose() -> None:
    """An HTML policy is no fault and no offer here."""
    what = seen(
        None,
        (("tdm-reservation", "1"), ("tdm-policy", POLICY)),
        documents={POLICY: Found(body="<!doctype html><p>Ask us.")},
    )
    assert READER.read(what, shipped()).diagnostics == ()


def test_without_an_address_only_a_rule_for_everything_speaks() -> None:
    """A text without URL: the first rule counts when it covers the whole origin."""
    assert stated(seen(json.dumps([rule("/", 1)]), url=None)) == RESERVED
    assert stated(seen(json.dumps([rule("/open/", 0), rule("/", 1)]), url=None)) == {}


def test_the_header_of_an_error_page_is_evidence() -> None:
    """A page in the page's place says nothing about the page."""
    what = seen(None, (("tdm-reservation", "1"), ("tdm-policy", POLICY)), status=403)
    assert stated(what) == {}
    assert len(READER.read(what, shipped()).signals) == 2


def test_the_field_cases_of_the_protocol_come_out(shared: Callable[[str], Path]) -> None:
    """The developers' field corpus: files and headers state what they must and never what they must not."""
    for line in shared("corpus/field/dev.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["topic"] != "tdmrep":
            continue
        record = case["record"]
        files: dict[str, Part] = {p: Found(body=b.encode()) for p, b in record.get("site_files", {}).items()}
        metas = (("tdm-reservation", "1"),) if 'name="tdm-reservation"' in record["html"] else ()
        found = stated(seen(None, tuple(record.get("headers", {}).items()), metas, url=record["url"], files=files))
        for reuse in ("tdm", "ai-train"):
            assert found.get(Reuse(reuse), "silent") == case["expect"].get(reuse, "silent")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["/", "*", "1"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["location", "tdm-reservation", "tdm-policy", "permission", "assigner", "action", "duty"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(JSON, st.text(max_size=30))
def test_no_file_breaks_the_reader(value: object, noise: str) -> None:
    """Any JSON and any text gets an answer."""
    for text in (json.dumps(value), json.dumps([value]), noise, json.dumps([value])[:-1] + noise):
        READER.read(seen(text, (("tdm-policy", noise), ("tdm-reservation", noise))), shipped())
        read_policy(text, shipped())


@pytest.mark.parametrize(
    "text",
    [
        "[" + ",".join(['{"location":"/*a*a*a*a*b","tdm-reservation":1}'] * 20_000) + "]",
        '[{"location":"/' + "*a" * 400_000 + '","tdm-reservation":1}]',
        "[" + "1," * 500_000,
        "[" + "\n" * 1_000_000,
        '[{"location":"/","tdm-reservation":' + "9" * 1_000_000 + "}]",
        '{"permission":' * 60_000,
    ],
)
def test_a_megabyte_is_read(text: str) -> None:
    """Hostile sizes end in an answer."""
    what = seen(text, url="https://quay.example/" + "a" * 5_000)
    READER.read(what, shipped())
    read_policy(text, shipped())
