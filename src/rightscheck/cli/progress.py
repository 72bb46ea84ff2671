# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""A progress bar on stderr, only where a person looks on.

``redirect_stdout`` stays off: rich would else move what is printed to stdout over to stderr. Whether a person looks
on is asked of the stream itself, since rich takes ``FORCE_COLOR=0`` for a terminal.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def progress(total: int | None, unit: str, *, shown: bool) -> Iterator[Callable[[int], None]]:
    """A function to call with each advance; without ``total`` there is no end to see. Silent unless on a terminal."""
    if not (shown and sys.stderr.isatty()):
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it, and it costs start-up
    from rich.progress import (  # noqa: PLC0415  # as above
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    done = (DownloadColumn(), TransferSpeedColumn()) if unit == "bytes" else (MofNCompleteColumn(),)
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), *done, *times)
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(unit, total=total)
        yield lambda steps: bar.advance(task, steps)
