# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""C2PA manifests through the library of the C2PA project, the extra ``assets``; nothing is fetched.

A state of ``Valid`` says that signature and hashes hold, ``Trusted`` that the signer is on a list of the library,
``Invalid`` that something does not hold. The library compares a certificate without a time stamp with its own clock.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import c2pa

from rightscheck.media.facts import Assertion, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
_MOST_MANIFESTS = 200
_MOST_ASSERTIONS = 200


def read_manifests(body: bytes, mime: str) -> tuple[tuple[Assertion, ...], tuple[Fault, ...]]:
    """All assertions, the active manifest's first, and what is wrong; nothing where no store is. Never raises."""
    try:
        settings = c2pa.Settings.from_dict(_OFFLINE)
        with c2pa.Context(settings) as context:
            reader = c2pa.Reader.try_create(mime, io.BytesIO(body), context=context)
            if reader is None:
                return (), ()
            with reader:
                state, store = str(reader.get_validation_state()), json.loads(reader.json())
    except (c2pa.C2paError, ValueError, RecursionError) as error:
        return (), (Fault(part="c2pa", reason="malformed", text=f"the C2PA store cannot be read: {error}"[:200]),)
    return tuple(_assertions(store, state)), ()


def _assertions(store: Mapping[str, Any], state: str) -> Iterator[Assertion]:
    active = store.get("active_manifest")
    manifests = store.get("manifests", {})
    ordered = sorted(manifests.items(), key=lambda item: item[0] != active)
    for name, manifest in ordered[:_MOST_MANIFESTS]:
        for one in manifest.get("assertions", ())[:_MOST_ASSERTIONS]:
            if isinstance(one.get("data"), dict):
                yield Assertion(
                    label=str(one.get("label", "")),
                    data=one["data"],
                    title=manifest.get("title"),
                    state=state,
                    active=name == active,
                )
