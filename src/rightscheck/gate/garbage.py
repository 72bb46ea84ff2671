# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How often Python looks for cycles while a shard is done.

A page makes ten thousand small values and hardly a cycle, while rules and lexicons are many and stay: looking through
them at Python's own pace took a fifth of the time of a run (``benchmarks/``). What is never found this way goes with
its last reference, as ever.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: New values between two looks, and young looks between two older ones.
_SELDOM = (50_000, 20, 20)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles seldom inside of this block, and not among what was there before it; as before afterwards."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
