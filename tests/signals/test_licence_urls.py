# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Licence addresses: the Creative Commons grammar with all its vectors, listed licences, faults, badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rightscheck.resources import shipped
from rightscheck.signals.licence_data import by_id, creative_commons, elements_of
from rightscheck.signals.licence_urls import LicenceRef, badge_of, fault_of, is_badge, licence_of, read_address

if TYPE_CHECKING:
    from rightscheck.resources import RuleData

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("url", "licence"),
    [
        (f"{CC}/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/de/deed.it", "CC-BY-NC-SA-3.0-DE"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/us/deed.en_US", "CC-BY-NC-SA-3.0-US"),
        (f"{CC}/licenses/by-sa/4.0/legalcode.fr", "CC-BY-SA-4.0"),
        ("//creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
        (f"{CC}/licenses/by-nc/4.0/deed.zh-hans", "CC-BY-NC-4.0"),
        (f"{CC}/licenses/by/3.0/igo/", "CC-BY-3.0-IGO"),
        (f"{CC}/licenses/by-nc-nd/2.5/scotland/", "CC-BY-NC-ND-2.5-SCOTLAND"),
        (f"{CC}/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"),
        (f"{CC}/licenses/nc-sampling+/1.0/", "CC-NC-Sampling-Plus-1.0"),
        (f"{CC}/licenses/nc-sampling%2B/1.0/", "CC-NC-Sampling-Plus-1.0"),
        (f"{CC}/publicdomain/zero/1.0/", "CC0-1.0"),
        (f"{CC}/publicdomain/mark/1.0/deed.en", "public-domain"),
        (f"{CC}/publicdomain/certification/1.0/us/", "public-domain"),
        (f"{CC}/licenses/publicdomain/", "public-domain"),
        (f"{CC}/licenses/by/", "CC-BY"),
        (f"{CC}/licenses/by-sa/4.0/?ref=chooser-v1", "CC-BY-SA-4.0"),
        (f"{CC}/licenses/by-sa/3.0/at/deed.de#ref", "CC-BY-SA-3.0-AT"),
        ("http://www.creativecommons.org/licenses/BY-SA/2.0/", "CC-BY-SA-2.0"),
        ("creativecommons.org/licenses/by/2.0/fr", "CC-BY-2.0-FR"),
        (f"{CC}/licenses/by/3.0//", "CC-BY-3.0"),
        (f"{CC}/licenses/by/4.0/).", "CC-BY-4.0"),
        ("https://web.archive.org/web/20160101000000/http://creativecommons.org/licenses/by/2.5/ch/", "CC-BY-2.5-CH"),
        (f"{CC}/licenses/by/3.0/legalcode.txt", "CC-BY-3.0"),
        (f"{CC}/licenses/by/3.0/rdf", "CC-BY-3.0"),
    ],
)
def test_cc_address_names_its_licence(url: str, licence: str, rules: RuleData) -> None:
    """An address of the grammar gives the id with version and port, whatever its scheme, deed, language or query."""
    found = licence_of(url, rules)
    assert found is not None
    assert found.id == licence


@pytest.mark.parametrize(
    "url",
    [
        f"{CC}/licenses/by/9.9/",
        f"{CC}/licenses/by/4.0/de/",
        f"{CC}/licenses/by-xx/4.0/",
        f"{CC}/licenses/by/4.0/de/x/y",
    ],
)
def test_licence_that_never_was_is_a_fault(url: str, rules: RuleData) -> None:
    """A version, port or unit that does not exist is no licence, and says what is wrong."""
    assert licence_of(url, rules) is None
    assert fault_of(url, rules)


@pytest.mark.parametrize(
    "url",
    [
        f"{CC}/about/",
        f"{CC}/licenses/",
        f"{CC}/",
        "https://creativecommons.example/licenses/by/4.0/",
        "https://evil.example/?u=https://creativecommons.org/licenses/by/4.0/",
        "/licenses/by/4.0/",
        "",
        "mailto:cc@creativecommons.org",
        "https://gnu.org/philosophy/",
        "https://en.wikipedia.org/wiki/MIT_License",
    ],
)
def test_other_addresses_are_no_licence(url: str, rules: RuleData) -> None:
    """An address that is none of a licence gives nothing, and no fault."""
    assert read_address(url, rules) is None


def test_canonical_address(rules: RuleData) -> None:
    """The canonical address has https, no www, no deed, no query."""
    found = licence_of("http://www.creativecommons.org/licenses/by-nc-sa/3.0/de/deed.it?x#y", rules)
    assert found == LicenceRef(id="CC-BY-NC-SA-3.0-DE", url=f"{CC}/licenses/by-nc-sa/3.0/de/")


@pytest.mark.parametrize(
    ("url", "licence"),
    [
        ("https://www.gnu.org/copyleft/fdl.html", "GFDL"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "GFDL-1.3-only"),
        ("https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0-only"),
        ("https://opensource.org/licenses/MIT", "MIT"),
        ("https://opensource.org/license/mit/", "MIT"),
        ("http://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
        ("http://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/", "OGL-UK-3.0"),
        ("https://www.govdata.de/dl-de/by-2-0", "DL-DE-BY-2.0"),
        ("https://data.norge.no/nlod/no/2.0", "NLOD-2.0"),
        ("https://spdx.org/licenses/BSD-3-Clause.html", "BSD-3-Clause"),
    ],
)
def test_listed_address_names_its_licence(url: str, licence: str, rules: RuleData) -> None:
    """Every other licence is known by the addresses of the data."""
    found = licence_of(url, rules)
    assert found is not None
    assert found.id == licence


@pytest.mark.parametrize(
    ("src", "licence"),
    [
        ("https://i.creativecommons.org/l/by-nc-sa/3.0/de/88x31.png", "CC-BY-NC-SA-3.0-DE"),
        ("https://licensebuttons.net/l/by/4.0/80x15.png", "CC-BY-4.0"),
        ("https://licensebuttons.net/p/zero/1.0/88x31.png", "CC0-1.0"),
        ("https://mirrors.creativecommons.org/presskit/buttons/88x31/svg/by-nc-sa.svg", "CC-BY-NC-SA"),
        ("https://i.creativecommons.org/p/mark/1.0/88x31.png", None),
        ("https://pics.example/by/4.0/cat.png", None),
    ],
)
def test_badge_tells_its_licence(src: str, licence: str | None, rules: RuleData) -> None:
    """A badge of the licensor's own hosts tells its licence; other pictures tell none."""
    found = badge_of(src, rules)
    assert (found.id if found else None) == licence


def test_badge_kept_elsewhere_is_a_badge(rules: RuleData) -> None:
    """A badge on the site's own host is known for one by its name, a photo is not."""
    assert is_badge("/assets/cc-by-nc.svg", rules)
    assert not is_badge("/assets/harbour.jpg", rules)


@pytest.mark.parametrize(
    ("licence", "elements"),
    [
        ("CC-BY-SA-3.0-DE", ("by", "sa")),
        ("CC-BY", ("by",)),
        ("CC-BY-NC-ND-4.0", ("by", "nc", "nd")),
        ("CC0-1.0", ("pd",)),
        ("CC-unspecified", ("unspecified",)),
        ("public-domain", ("pd",)),
        ("GFDL-1.3-or-later", ("notice", "sa")),
        ("MIT", ("notice",)),
        ("OGL-UK-3.0", ("by",)),
        ("no-such-licence", ()),
    ],
)
def test_elements_of_an_id(licence: str, elements: tuple[str, ...], rules: RuleData) -> None:
    """An id with its version and port has the elements of its family; an unknown id has none."""
    assert elements_of(licence, rules) == elements


def test_every_unit_version_and_port_reads_back(rules: RuleData) -> None:
    """Each edition the data hold is found again under its own address."""
    tables = creative_commons(rules)
    for version, ports in tables.ports.items():
        for port in ("", *sorted(ports)):
            found = licence_of(f"{CC}/licenses/by-sa/{version}/{port}", rules)
            assert found is not None
            assert found.id == "-".join(part for part in ("CC-BY-SA", version, port.upper()) if part)


def test_data_name_only_known_elements(rules: RuleData) -> None:
    """Every element of every licence stands in the table of licence terms."""
    known = set(rules.file("licence-terms")["element"])
    units = creative_commons(rules).units.values()
    assert {e for licence in by_id(rules).values() for e in licence.elements} <= known
    assert {e for unit in units for e in unit["elements"]} <= known


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120) | st.from_regex(r"https?://creativecommons\.org/licenses/[a-z+%/.\-0-9]{0,40}"))
def test_any_address_is_read(url: str) -> None:
    """No string makes the reader raise, and what it names is an id with a canonical address."""
    found = licence_of(url, shipped())
    assert found is None or (found.id and found.url.startswith("https://"))
