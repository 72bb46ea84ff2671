# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""JSON Lines through the kernel: streaming, in order, one line out per line in (design.md §5, ``gate --annotate``).

A line ends at a line feed and nowhere else, so the characters that some libraries also split at stay inside records.
An empty line is a line too and comes out as an unreadable one, so that line numbers agree on both sides. Memory is
that of the longest line.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from rightscheck.errors import InputError
from rightscheck.gate.jsonline import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rightscheck.gate.kernel import Kernel

_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run has done so far: lines written, and the faults of those that could not be read.

    ``keep`` is how many faults are kept with the number of their line, to be shown.
    """

    keep: int = 5
    lines: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    first: list[tuple[int, str]] = field(default_factory=list)

    def add(self, fault: str | None) -> None:
        """Count one line, and its fault where there is one."""
        self.lines += 1
        if fault is not None:
            self.faults[fault] += 1
            if len(self.first) < self.keep:
                self.first.append((self.lines, fault))

    @property
    def unreadable(self) -> int:
        """How many lines could not be read."""
        return self.faults.total()


def lines_of(source: BinaryIO) -> Iterator[bytes]:
    """Each line with its line end; none for an empty file. A byte order mark of UTF-8 is dropped.

    Raises:
        InputError: the file is written in UTF-16 or UTF-32, which JSON Lines is not.
    """
    for number, line in enumerate(source):
        if number == 0:
            if line.startswith(_WIDE):
                raise InputError("the file is UTF-16 or UTF-32; JSON Lines is UTF-8, so convert it first")
            line = line.removeprefix(BYTE_ORDER_MARK)  # noqa: PLW2901  # the mark is no part of the record
        yield line


def annotate(
    lines: Iterable[bytes], sink: Callable[[bytes], object], kernel: Kernel, tally: Tally
) -> Iterator[bytes]:
    """Write an answer for every line and hand the line back, so that the caller can show how far the run is.

    Raises:
        InputError: a record already has the field to be written.
    """
    for line in lines:
        answer = kernel.annotate(line, tally.lines + 1)
        sink(answer.line + b"\n")
        tally.add(answer.fault)
        yield line
