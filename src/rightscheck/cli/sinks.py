# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Where results are written: stdout as it is, or a file that is whole or not there."""

from __future__ import annotations

import io
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, TextIO

from rightscheck.errors import UsageError
from rightscheck.gate.output import atomic_output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rightscheck.cli.settings import Output


def refuse_taken(output: Output) -> None:
    """Refuse a taken output before any work, not after an hour of it.

    Raises:
        UsageError: the output exists and may not be overwritten.
    """
    if output.path is not None and output.path.is_file() and not output.overwrite:
        raise UsageError(f"{output.path}: exists already; name another file or pass --overwrite")


@contextmanager
def bytes_sink(output: Output) -> Iterator[BinaryIO]:
    """The stream for results in bytes.

    Raises:
        UsageError: the file is taken or cannot be written.
    """
    if output.path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with atomic_output(output.path, overwrite=output.overwrite) as file:
        yield file


@contextmanager
def text_sink(output: Output) -> Iterator[TextIO]:
    """The stream for a report; a terminal that lacks a character shows another in its place."""
    encoding = "utf-8" if output.path else sys.stdout.encoding
    with bytes_sink(output) as stream:
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace")
        yield text
        text.flush()
        text.detach()
