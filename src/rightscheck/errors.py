# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""The errors a caller can meet.

    RightsCheckError
    ├── UsageError          the caller asked for something that cannot be
    │   └── ProfileError    no profile has this name
    ├── InputError          an input of the user cannot be read at all
    ├── RuleError           a data file of the rule set is wrong
    │   └── UnknownTermError     it uses a word that the vocabulary does not hold
    └── MissingExtraError        a feature needs an extra that is not installed

The network is no error: it becomes ``Unread`` with a reason. Malformed input of a site is none either: it becomes a
diagnostic, and where a standard asks for it, an ``Unread`` part.
"""

from __future__ import annotations


class RightsCheckError(Exception):
    """Base of all; the message names what is wrong, where, and how to mend it."""


class UsageError(RightsCheckError):
    """The caller asked for something that cannot be."""


class ProfileError(UsageError):
    """No profile has this name."""


class InputError(RightsCheckError):
    """An input of the user cannot be read at all."""


class RuleError(RightsCheckError):
    """A data file of the rule set is wrong; ``path`` and ``key`` say where."""

    def __init__(self, message: str, *, path: str, key: str = "") -> None:
        self.path = path
        self.key = key
        where = f"{path}: {key}: " if key else f"{path}: "
        super().__init__(where + message)


class UnknownTermError(RuleError):
    """A data file uses a word that the vocabulary does not hold."""


class MissingExtraError(RightsCheckError):
    """A feature needs an extra that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        self.extra = extra
        super().__init__(f"{feature} needs the extra {extra!r}: pip install 'rightscheck[{extra}]'")
