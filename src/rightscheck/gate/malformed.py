# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What is wrong with a record, in words a person can act on."""

from __future__ import annotations

import re

_HALF = re.compile("[\ud800-\udfff]")


_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "a boolean"),
    ((int, float), "a number"),
    (str, "a string"),
    ((list, tuple), "an array"),
    (dict, "an object"),
)


class BadRecord(ValueError):  # noqa: N818  # the name of the contract between rooms; the record is bad, the program is not
    """A record that cannot be judged as it stands; the message names the field and what it should hold."""


def kind_of(value: object) -> str:
    """The JSON name of a value's type, such as ``a number``; that of the Python type for what JSON cannot hold."""
    for types, name in _KINDS:
        if isinstance(value, types):
            return name
    return "null" if value is None else f"a {type(value).__name__}"


def whole(value: str) -> str:
    """The string with each half of a surrogate pair replaced by U+FFFD: no parser and no output can carry one."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return _HALF.sub("\ufffd", value)
    return value
