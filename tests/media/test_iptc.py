# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""IPTC data mining and the rights fields of XMP, IIM and EXIF: the vectors of signals.md §15.1 and §15.2."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rightscheck.model import Reuse, Scope, Stated

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from rightscheck.model import Reading, Settlement

    Said: TypeAlias = Callable[..., Settlement]
    Packet: TypeAlias = Callable[[str], bytes]

VOCABULARY = "http://ns.useplus.org/ldf/vocab/"
BY = "https://creativecommons.org/licenses/by/4.0/"
DENIED, GRANTED, CONDITIONAL = Stated.DENIED, Stated.GRANTED, Stated.CONDITIONAL


def stated(settlement: Settlement) -> dict[Reuse, Stated]:
    """Each reuse that is not silent."""
    return {reuse: one.stated for reuse, one in settlement.reuses.items() if one.stated is not Stated.SILENT}


@pytest.fixture(scope="session")
def photo(picture: Callable[..., bytes], packet: Packet) -> Callable[[str], bytes]:
    """A JPEG whose XMP holds these properties."""
    return lambda inner: picture("JPEG", xmp=packet(inner))


@pytest.mark.parametrize("space", [VOCABULARY, ""])
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("DMI-UNSPECIFIED", {}),
        ("DMI-ALLOWED", {Reuse.TDM: GRANTED, Reuse.AI_TRAIN: GRANTED}),
        ("DMI-PROHIBITED-AIMLTRAINING", {Reuse.AI_TRAIN: DENIED}),
        ("DMI-PROHIBITED-GENAIMLTRAINING", {Reuse.AI_TRAIN: DENIED}),
        (
            "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
            {Reuse.SEARCH: GRANTED, Reuse.TDM: DENIED, Reuse.AI_TRAIN: DENIED, Reuse.AI_INPUT: DENIED},
        ),
        ("DMI-PROHIBITED", {Reuse.TDM: DENIED, Reuse.AI_TRAIN: DENIED, Reuse.AI_INPUT: DENIED}),
        ("DMI-PROHIBITED-SEECONSTRAINT", {Reuse.TDM: DENIED, Reuse.AI_TRAIN: DENIED}),
        ("DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR", {Reuse.TDM: CONDITIONAL, Reuse.AI_TRAIN: CONDITIONAL}),
        ("DMI-PROHIBITED-SEELINKEDRIGHTSEXPR", {Reuse.TDM: CONDITIONAL, Reuse.AI_TRAIN: CONDITIONAL}),
    ],
)
def test_each_code_says_what_it_says(
    space: str, code: str, expected: dict[Reuse, Stated], photo: Callable[[str], bytes], said: Said
) -> None:
    """§15.1: a code as an address or bare; the file's own statement reaches the file."""
    settlement = said(photo(f"<plus:DataMining>{space}{code}</plus:DataMining>"))
    assert stated(settlement) == expected
    evidence = settlement.signals[0].evidence
    assert (evidence.standard, evidence.place, evidence.quote, evidence.scope) == (
        "IPTC-DMI",
        "xmp:plus:DataMining",
        f"{space}{code}",
        Scope.FILE,
    )


def test_generative_training_alone_leaves_the_other_kind_unstated(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.1: the child is denied; non-generative training is not named."""
    settlement = said(photo("<plus:DataMining>DMI-PROHIBITED-GENAIMLTRAINING</plus:DataMining>"))
    assert settlement.reuses[Reuse.AI_TRAIN].children == {"ai-train.generative": DENIED}


@pytest.mark.parametrize(
    "value",
    [
        "dmi-prohibited",
        f"{VOCABULARY}dmi-prohibited",
        "DMI-PROHIBITED-EVERYTHING",
        "https://quay.example/DMI-PROHIBITED",
    ],
)
def test_an_unknown_code_is_malformed(
    value: str, photo: Callable[[str], bytes], reading: Callable[..., Reading]
) -> None:
    """§15.1: codes are case-sensitive; an unknown one says nothing and is not silence either."""
    found = reading(photo(f"<plus:DataMining>{value}</plus:DataMining>"))
    assert [signal.findings for signal in found.signals] == [()]
    assert found.unread == (("xmp", "malformed"),)
    assert [note.code for note in found.diagnostics] == ["iptc-dmi-unknown"]


def test_a_constraint_is_kept_in_its_words(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.1: SEECONSTRAINT with a text: denied, and the text is evidence."""
    inner = (
        "<plus:DataMining>DMI-PROHIBITED-SEECONSTRAINT</plus:DataMining>"
        '<plus:OtherConstraints><rdf:Alt><rdf:li xml:lang="en">Ask the harbour office first.</rdf:li></rdf:Alt>'
        "</plus:OtherConstraints>"
    )
    settlement = said(photo(inner))
    assert stated(settlement) == {Reuse.TDM: DENIED, Reuse.AI_TRAIN: DENIED}
    assert "Ask the harbour office first." in [signal.evidence.quote for signal in settlement.signals]


def test_a_linked_expression_is_the_way_to_a_licence(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.1: SEELINKEDRIGHTSEXPR: conditional, with the link as the route."""
    inner = (
        "<plus:DataMining>DMI-PROHIBITED-SEELINKEDRIGHTSEXPR</plus:DataMining>"
        '<Iptc4xmpExt:LinkedEncRightsExpr><rdf:Bag><rdf:li rdf:parseType="Resource"><Iptc4xmpExt:LinkedRightsExpr>'
        "https://quay.example/odrl</Iptc4xmpExt:LinkedRightsExpr></rdf:li></rdf:Bag></Iptc4xmpExt:LinkedEncRightsExpr>"
    )
    settlement = said(photo(inner))
    assert settlement.signals[0].evidence.consent_route == "https://quay.example/odrl"
    assert settlement.reuses[Reuse.TDM].conditions == ("licence-terms",)


def test_mining_allowed_beside_a_manifest_that_denies_is_a_conflict(
    signed: Callable[..., bytes], packet: Packet, said: Said
) -> None:
    """§15.1: DMI-ALLOWED and CAWG notAllowed in one file: the stricter, and a conflict."""
    body = signed({"cawg.training-mining": {"entries": {"cawg.data_mining": {"use": "notAllowed"}}}})
    xmp = b"http://ns.adobe.com/xap/1.0/\0" + packet("<plus:DataMining>DMI-ALLOWED</plus:DataMining>")
    settlement = said(body[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp + body[2:])
    assert settlement.reuses[Reuse.TDM].stated is DENIED
    assert Reuse.TDM in {conflict.reuse for conflict in settlement.conflicts}


def test_without_xmp_there_is_nothing(picture: Callable[..., bytes], said: Said) -> None:
    """§15.1: a picture without metadata is silent."""
    assert said(picture("PNG")).signals == ()


def test_a_web_statement_that_is_a_licence_licenses_the_file(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.2: WebStatement = CC BY: the file is under CC BY."""
    settlement = said(photo(f"<xmpRights:WebStatement>{BY}</xmpRights:WebStatement>"))
    assert settlement.licence is not None
    assert (settlement.licence.id, settlement.licence.scope) == ("CC-BY-4.0", Scope.FILE)
    assert stated(settlement)[Reuse.REDISTRIBUTE] is CONDITIONAL


def test_another_web_statement_is_where_the_terms_stand(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.2: any other address is a policy link: evidence."""
    settlement = said(photo("<xmpRights:WebStatement>https://quay.example/terms</xmpRights:WebStatement>"))
    assert stated(settlement) == {}
    assert settlement.signals[0].evidence.consent_route == "https://quay.example/terms"


def test_cc_license_licenses_the_file(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.2: ccREL in XMP, with whom to credit."""
    inner = f'<cc:license rdf:resource="{BY}"/><cc:attributionName>Quay Pictures</cc:attributionName>'
    settlement = said(photo(inner))
    assert settlement.licence is not None
    assert settlement.licence.id == "CC-BY-4.0"
    assert settlement.signals[1].evidence.rights_holder == "Quay Pictures"


def test_a_rights_statement_in_xmp_is_one(photo: Callable[[str], bytes], said: Said) -> None:
    """§14.2: a RightsStatements address in any channel: in copyright denies, and is no licence."""
    inner = "<xmpRights:WebStatement>http://rightsstatements.org/vocab/InC/1.0/</xmpRights:WebStatement>"
    settlement = said(photo(inner))
    assert settlement.licence is None
    assert stated(settlement) == {Reuse.REDISTRIBUTE: DENIED, Reuse.ADAPT: DENIED}


def test_usage_terms_are_read_as_prose(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.2: UsageTerms "No AI training": a reservation in natural language."""
    inner = (
        '<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">'
        "This image may not be used for AI training.</rdf:li></rdf:Alt></xmpRights:UsageTerms>"
    )
    settlement = said(photo(inner))
    assert stated(settlement)[Reuse.AI_TRAIN] is DENIED
    told = [s.evidence for s in settlement.signals if s.evidence.standard == "notice"]
    assert [(one.place, one.scope) for one in told] == [("xmp:xmpRights:UsageTerms", Scope.FILE)]


def test_marked_false_is_weak(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.2: Marked = False is a weak claim of the public domain: evidence; Marked = True is none."""
    settlement = said(photo("<xmpRights:Marked>False</xmpRights:Marked>"))
    assert [signal.evidence.place for signal in settlement.signals] == ["xmp:xmpRights:Marked"]
    assert stated(settlement) == {}
    assert said(photo("<xmpRights:Marked>True</xmpRights:Marked>")).signals == ()


def test_the_two_notices_of_exif_are_both_told(
    picture: Callable[..., bytes], exif: Callable[..., bytes], said: Said
) -> None:
    """§15.2: EXIF ``John NUL Acme``: two notices, evidence only."""
    settlement = said(picture("JPEG", exif=exif({0x8298: "John\0Acme"})))
    assert [(s.evidence.place, s.evidence.quote) for s in settlement.signals] == [
        ("exif:Copyright", "John"),
        ("exif:Copyright", "Acme"),
    ]
    assert stated(settlement) == {}


def test_a_notice_in_two_languages_is_told_twice(photo: Callable[[str], bytes], said: Said) -> None:
    """§15.2: dc:rights x-default and de: both, with the language where it is one."""
    inner = (
        '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Quay 2020</rdf:li>'
        '<rdf:li xml:lang="de">© Kai 2020</rdf:li></rdf:Alt></dc:rights>'
    )
    found = [s.evidence for s in said(photo(inner)).signals if s.evidence.standard == "XMPR"]
    assert [(one.quote, one.language) for one in found] == [("© Quay 2020", None), ("© Kai 2020", "de")]


def test_a_comment_is_a_notice(picture: Callable[..., bytes], said: Said) -> None:
    """§15.2: JPEG COM "Copyright 2020": a notice, which states nothing."""
    settlement = said(picture("JPEG", comment=b"Copyright 2020 Quay Pictures"))
    assert [(s.evidence.standard, s.evidence.place) for s in settlement.signals] == [("IPTC-RIGHTS", "text:comment")]
    assert stated(settlement) == {}


def test_a_comment_without_a_word_of_rights_is_none(picture: Callable[..., bytes], said: Said) -> None:
    """What a program writes into its files is no notice; a ban in a comment is one."""
    assert said(picture("JPEG", comment=b"Created with a paint program")).signals == ()
    banned = said(picture("JPEG", comment=b"This picture may not be used for AI training."))
    assert stated(banned)[Reuse.AI_TRAIN] is DENIED


def test_all_rights_reserved_in_a_file_reserves_it(photo: Callable[[str], bytes], said: Said) -> None:
    """Design §2: "all rights reserved" in metadata reserves as it does in DC.rights."""
    settlement = said(photo("<dc:rights>© Quay. All rights reserved.</dc:rights>"))
    assert stated(settlement) == dict.fromkeys((Reuse.ARCHIVE, Reuse.ADAPT, Reuse.REDISTRIBUTE), DENIED)
    assert settlement.licence is not None
    assert settlement.licence.id == "all-rights-reserved"
    assert settlement.general_reservation


def test_copies_of_a_notice_that_differ_are_reported(
    picture: Callable[..., bytes], packet: Packet, exif: Callable[..., bytes], reading: Callable[..., Reading]
) -> None:
    """§15.2: XMP is preferred, a mismatch is a diagnostic, a copy alike is none."""
    xmp = packet("<dc:rights>Copyright Quay 2024</dc:rights>")
    notes = reading(picture("JPEG", xmp=xmp, exif=exif({0x8298: "Acme. All rights reserved"}))).diagnostics
    assert [note.code for note in notes] == ["iptc-mismatch"]
    alike = picture("JPEG", xmp=xmp, exif=exif({0x8298: "copyright quay  2024"}))
    assert reading(alike).diagnostics == ()


def test_a_broken_packet_is_unread(picture: Callable[..., bytes], reading: Callable[..., Reading]) -> None:
    """A packet that cannot be read is malformed: a wish in it is not lost as silence."""
    found = reading(picture("JPEG", xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF>"))
    assert found.unread == (("xmp", "malformed"),)


def test_a_pdf_says_what_a_picture_says(document: Callable[..., bytes], packet: Packet, said: Said) -> None:
    """§15.4: XMP of a PDF, and a custom Copyright in its information as a notice."""
    body = document(packet("<plus:DataMining>DMI-PROHIBITED</plus:DataMining>"), {"Copyright": "Copyright 2020 Quay"})
    settlement = said(body)
    assert stated(settlement)[Reuse.TDM] is DENIED
    assert ("IPTC-RIGHTS", "info:Copyright") in [(s.evidence.standard, s.evidence.place) for s in settlement.signals]


def test_headers_reach_a_file_too(picture: Callable[..., bytes], said: Said) -> None:
    """What the server says of the file stands beside what the file says."""
    settlement = said(picture("PNG"), headers=(("tdm-reservation", "1"),))
    assert stated(settlement) == {Reuse.TDM: DENIED, Reuse.AI_TRAIN: DENIED}


NAMES = st.sampled_from(
    [
        "plus:DataMining",
        "plus:OtherConstraints",
        "plus:Licensor",
        "plus:LicensorURL",
        "xmpRights:WebStatement",
        "xmpRights:UsageTerms",
        "xmpRights:Marked",
        "dc:rights",
        "cc:license",
        "tdm:reservation",
        "tdm:policy",
        "Iptc4xmpExt:LinkedRightsExpr",
        "rdf:Alt",
        "rdf:Bag",
        "rdf:li",
        "rdf:Description",
    ]
)
VALUES = st.text(alphabet="01 aé©:/.#\u202e", max_size=12) | st.sampled_from(
    [BY, "DMI-PROHIBITED", "All rights reserved"]
)
XMP = st.recursive(
    VALUES,
    lambda inner: st.builds(lambda n, c: f"<{n}>{''.join(c)}</{n}>", NAMES, st.lists(inner, max_size=3)),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(inner=XMP)
def test_no_packet_raises(inner: str, photo: Callable[[str], bytes], said: Said) -> None:
    """Whatever nests in a packet: every reader ends with signals or none."""
    said(photo(inner))


@pytest.mark.parametrize(
    "inner",
    [
        "<dc:rights><rdf:Bag>"
        + "<rdf:li>All rights reserved. No AI training.</rdf:li>" * 19_000
        + "</rdf:Bag></dc:rights>",
        "<xmpRights:UsageTerms>" + "AI training is prohibited without consent. " * 22_000 + "</xmpRights:UsageTerms>",
        "<plus:DataMining>DMI-PROHIBITED</plus:DataMining>" * 19_000,
        f"<cc:license>{BY}</cc:license>" * 14_000,
        "<tdm:reservation>1</tdm:reservation>" * 27_000,
    ],
    ids=range(5),
)
def test_a_megabyte_of_rights_ends(inner: str, packet: Packet, said: Said) -> None:
    """Repeated and long values: what is told stays bounded."""
    data = b"XML:com.adobe.xmp\0\0\0\0\0" + packet(inner)
    body = b"\x89PNG\r\n\x1a\n" + len(data).to_bytes(4, "big") + b"iTXt" + data + b"\0\0\0\0"
    assert len(said(body).signals) <= 6_000
