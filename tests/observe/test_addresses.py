# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rightscheck.observe.addresses import is_public

# Kept as text: one address a line would fill a page.
CLOSED = """
127.0.0.1 127.255.255.254 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 0.0.0.0 0.1.2.3 100.64.0.1
100.127.255.255 192.0.0.1 192.0.2.1 192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1
239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1
64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:db8::1 2002:7f00:1::
2002:808:808:: 3fff::1 5f00::1 fc00::1 fd12:3456:789a::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1
"""
OPEN = "1.1.1.1 93.184.216.34 172.32.0.1 100.128.0.1 198.20.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808"


@pytest.mark.parametrize("address", CLOSED.split())
def test_special_blocks_are_refused(address: str) -> None:
    """Private, loopback, link-local, reserved, tunnelled and documentation addresses are not the public internet."""
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN.split())
def test_public_addresses_pass(address: str) -> None:
    """The neighbours of special blocks, and public addresses behind NAT64, may be reached."""
    assert is_public(address)


@given(st.text(max_size=20))
def test_what_is_no_address_is_refused(text: str) -> None:
    """Any text gives an answer; only an address can be public."""
    assert is_public(text) in (True, False)


@given(st.ip_addresses(v=4).map(str))
def test_a_mapped_address_is_judged_as_what_it_maps(address: str) -> None:
    """Writing an IPv4 address in IPv6 changes nothing."""
    assert is_public(f"::ffff:{address}") == is_public(address)
