# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""What a piece of work takes, measured in a process of its own that is pinned to one core.

CPU time counts the process and the children it waited for; peak memory is that of the process. The machine's load is
part of every figure, so a table says it.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """CPU seconds, seconds by the clock, and peak memory in MB."""

    cpu: float
    clock: float
    peak: float


def measured(script: str, *arguments: str, repeat: int = 1) -> Taken:
    """What ``script arguments`` takes, which ends with ``tell``; the quickest of the repetitions."""
    return min((_once(script, arguments) for _ in range(repeat)), key=lambda taken: taken.cpu)


def _once(script: str, arguments: tuple[str, ...]) -> Taken:
    command = [sys.executable, script, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  # a script of this folder
    cpu, clock, peak = json.loads(done.stdout.splitlines()[-1])
    return Taken(cpu=cpu, clock=clock, peak=peak)


def pin() -> None:
    """Keep this process to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def tell(clock: float) -> None:
    """Print what this process took, ``clock`` seconds by the clock, as its last line."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]  # in microseconds
    cpu = sum(one.ru_utime + one.ru_stime for one in used)
    print(json.dumps([cpu, clock, peak_memory()]))  # noqa: T201  # the result of a process


def peak_memory() -> float:
    """The peak of this process in MB; that of getrusage counts the parent's memory before the call."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024


def load() -> str:
    """The machine's load, for the caption of a table."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
