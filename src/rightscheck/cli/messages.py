# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How the command speaks of what went wrong: one line on stderr, fit for a terminal."""

from __future__ import annotations

import click


def complain(error: Exception) -> None:
    """Tell the user of this error; names of files and fields in it are words of strangers too."""
    click.echo(f"rightscheck: {printable(str(error))}", err=True)


def printable(message: str) -> str:
    """The message without what a terminal could act on."""
    return "".join(char if char.isprintable() else "\ufffd" for char in message)
