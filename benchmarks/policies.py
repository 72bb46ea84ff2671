# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""How fast a snapshot of site policies is written, asked and joined: ``python benchmarks/policies.py [--sites N]``.

Rates are CPU time of one process. Sites are asked in batches of a thousand, of which a tenth is not there, from a
file that is warm; a small robots.txt differs from site to site.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rightscheck.gate.policies import Policies
from rightscheck.model import Absent, Found, Observation, Part
from rightscheck.store.collecting import collect_in
from rightscheck.store.policies import SitePolicies
from rightscheck.store.snapshot import DATABASE, TABLE, open_snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator

MOMENT = "2026-06-01T10:00:00Z"
BATCH = 1000
GONE = Absent(reason="404")


def visits(number: int) -> Iterator[tuple[str, str, SitePolicies]]:
    """That many sites in random order."""
    order = list(range(number))
    random.Random(1).shuffle(order)  # noqa: S311  # no secret
    for site in order:
        rules = "".join(f"Disallow: /{(site * step) % 997}/\n" for step in range(1, 12))
        parts: dict[str, Part] = dict.fromkeys(("/ai.txt", "/.well-known/tdmrep.json", "/trust.txt"), GONE)
        parts["robots.txt"] = Found(
            body=f"User-agent: *\n{rules}Sitemap: https://site{site}.example/s.xml\n".encode()
        )
        yield f"site{site}.example", MOMENT, SitePolicies(parts=parts)


def told(what: str, rate: float, unit: str) -> None:
    """One line of the table."""
    sys.stdout.write(f"| {what} | {rate:,.0f} | {unit} |\n")


def asked(path: Path, number: int) -> None:
    """Ask one form for random sites, a batch at a time, then one at a time as the gate does."""
    draw = random.Random(2)  # noqa: S311  # no secret
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    snapshot = open_snapshot(path)
    told(f"{path.name}: opened", (time.process_time() - start) * 1e6, "µs")
    batches = [[f"site{draw.randrange(number * 10 // 9)}.example" for _ in range(BATCH)] for _ in range(50)]
    snapshot.find(batches[0])
    start = time.process_time()
    for sites in batches:
        snapshot.find(sites)
    told(f"{path.name}: sites, {BATCH} at once", BATCH * len(batches) / (time.process_time() - start), "a second")
    policies = Policies(path)
    seen = [Observation(url=f"https://{site}/x") for sites in batches[:5] for site in sites]
    start = time.process_time()
    for observation in seen:
        policies.join(observation)
    told(f"{path.name}: joined to a record of a new site", (time.process_time() - start) / len(seen) * 1e6, "µs")
    start = time.process_time()
    for observation in seen:
        policies.join(observation)
    told(f"{path.name}: joined to a record of a known site", (time.process_time() - start) / len(seen) * 1e6, "µs")
    told(f"{path.name}: memory", (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, "MB more")


def main() -> None:
    """Write a snapshot, tell its size, ask both forms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, default=200_000)
    number = parser.parse_args().sites
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "policies"
        start = time.process_time()
        with collect_in(folder) as collection:
            collection.add_all(visits(number))
            told("sites written", number / (time.process_time() - start), "a second")
            start = time.process_time()
            collection.finish(table=True)
            told("finished in both forms", (time.process_time() - start) * 1e6 / number, "µs a site")
        for form in (DATABASE, TABLE):
            told(f"{form}: size", (folder / form).stat().st_size / number, "bytes a site")
            asked(folder / form, number)


if __name__ == "__main__":
    main()
