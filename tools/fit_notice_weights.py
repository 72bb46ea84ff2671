# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001, T201  # a script that prints, no part of the package
"""Fit the weights of "who speaks" (rules/lexicons/_weights.toml), cross-validated by site group.

    python tools/fit_notice_weights.py NOTICES.jsonl [...] [--pages PAGES.jsonl.gz LABELS.jsonl] [--write]

A linear model whose every cue an answer can name: logistic loss over the sentences that say something, pulled
towards the weights in use, so that a cue the data hardly show keeps its weight. The passages of
tests/notices/passages take part, and the labelled NOTICES (JSON Lines with `text`, `is_notice`, `language`,
`group`); of labelled PAGES a sentence that stands in no labelled notice is somebody talking. Each example is also
seen worn: some of the words against and of the speaker's own struck out, as on a site whose words no lexicon knows.
`--passages-rules DIR` reads the passages with an earlier rule set, so that their words are as unseen as they were
when written. None of the texts is copied into the rule set. Prints the errors on groups left out; `--write` keeps
the fit of all.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import random
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rightscheck.markup.read import read_page
from rightscheck.notices.passages import page_passages, text_passages
from rightscheck.notices.shelf import shelf
from rightscheck.notices.signals_of import Source, weighed
from rightscheck.resources import RuleData, folder, overlaid, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDS = 6
STEPS = 150
RATE = 0.05
PULL = 4.0
KEPT = ("place.", "after.")  # places are too few in the data to learn from
STRAY = 1.6  # how much more somebody else's words taken for a notice cost than a notice missed
MACHINE = 3.0  # how much more a notice that names mining or AI counts: missing it is a breach
KINDS = {"corpus": 2.0, "page": 1.0, "own": 0.6}
WORN = 3  # worn copies of each example
LOST, LOST_OWN, LOST_WORDS = 0.35, 0.1, 0.1
OWN = ("our", "self", "content", "you", "contact", "near.notice", "near.self", "exception", "consent.named", "holder")
AGAINST = (
    *("report", "law", "privacy", "inbound", "conduct", "course", "code", "lease", "homograph", "past", "third"),
    *("company", "userdata", "conduct.machine", "near.report", "near.law", "near.privacy", "near.inbound"),
    *("near.conduct", "near.code", "near.course", "near.lease", "near.past"),
)
#: What can only speak for a notice, whatever few examples say.
FOR = (
    *("purpose", "scraping", "reserve.machine", "self", "our", "consent.named", "formula", "reserve", "ban"),
    *("exception", "near.self", "near.notice", "near.ban"),
)
SMALLEST = 0.05

Example: TypeAlias = "tuple[Mapping[str, float], bool, float, str]"  # cues, speaks, weight, group


def examples(paths: list[str], rules: RuleData) -> list[Example]:
    """One example for each sentence that says something, in the languages there is a lexicon for."""
    known = set(shelf(rules).languages)
    found: list[Example] = []
    for path in paths:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record["language"] not in known or "is_notice" in (record.get("arguable") or []):
                continue
            cues = [c for _, c in weighed(Source(text_passages(record["text"])), rules)]
            found.extend(_weighted(cues, record["is_notice"], "corpus", record["group"]))
    return found


def own_examples(folder: Path, rules: RuleData) -> list[Example]:
    """The passages of our own, each a group of itself."""
    found: list[Example] = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            record = json.loads(line)
            cues = [c for _, c in weighed(Source(text_passages(record["text"])), rules)]
            found.extend(_weighted(cues, record["notice"], "own", f"{path.stem} {number}"))
    return found


def _weighted(cues: list[Mapping[str, float]], speaks: bool, kind: str, group: str) -> Iterator[Example]:  # noqa: FBT001  # a label
    share = KINDS[kind] / max(1, len(cues)) ** 0.5
    for c in cues:
        yield c, speaks, share * (MACHINE if speaks and "purpose" in c else 1.0 if speaks else STRAY), group


def page_examples(path: str, labels: str, rules: RuleData) -> list[Example]:
    """One example for each sentence of a labelled page that says something; pages labelled as arguable stay out."""
    known = set(shelf(rules).languages)
    told = {r["id"]: r for r in map(json.loads, Path(labels).read_text(encoding="utf-8").splitlines())}
    found: list[Example] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            label = told.get(record["id"])
            if label is None or label["language"] not in known or label["ambiguous"]:
                continue
            quotes = [_letters(n["quote"]) for n in label["notices"]]
            said = list(weighed(Source(page_passages(read_page(record["html"]))), rules))
            share = KINDS["page"] / max(1, len(said)) ** 0.5
            found.extend(
                (cues, _within(_letters(q), quotes), share, label["domain"])
                for q, cues in said
                if "licensed" not in cues
            )
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _within(said: str, quotes: list[str]) -> bool:
    windows = [said[i : i + 30] for i in range(0, max(1, len(said) - 30), 10)]
    return any(said in q or any(w in q for w in windows) for q in quotes)


def worn(cues: Mapping[str, float], chance: random.Random) -> dict[str, float]:
    """The cues of a sentence some of whose words no lexicon knows."""
    lost = {**dict.fromkeys(AGAINST, LOST), **dict.fromkeys(OWN, LOST_OWN)}
    kept = {k: v for k, v in cues.items() if chance.random() >= lost.get(k, 0.0)}
    for k in ("vocabulary", "near.vocabulary"):
        if k in kept:
            kept[k] -= LOST_WORDS * chance.random()
    return kept


def fit(data: list[Example], prior: dict[str, float], bias: float) -> tuple[dict[str, float], float]:
    """Weights and bias of least logistic loss (Adam), pulled towards the prior, cues with a sense kept to it."""
    chance = random.Random(1)  # noqa: S311  # the same copies each time
    seen = [*data, *((worn(c, chance), s, w, g) for _ in range(WORN) for c, s, w, g in data)]
    theta = {**{k: 0.0 for c, *_ in seen for k in c}, **prior, "": bias}
    first: dict[str, float] = defaultdict(float)
    second: dict[str, float] = defaultdict(float)
    for step in range(1, STEPS + 1):
        slope = _slope(seen, theta)
        for k in (k for k in theta if not k.startswith(KEPT)):
            g = slope[k] / (WORN + 1) + PULL * (theta[k] - (prior.get(k, 0.0) if k else bias))
            first[k] = 0.9 * first[k] + 0.1 * g
            second[k] = 0.99 * second[k] + 0.01 * g * g
            pace = RATE / (1 + step / 100)
            theta[k] -= pace * first[k] / (1 - 0.9**step) / (math.sqrt(second[k] / (1 - 0.99**step)) + 1e-8)
            theta[k] = max(0.0, theta[k]) if k in FOR else min(0.0, theta[k]) if k in AGAINST else theta[k]
    offset = theta.pop("")
    return theta, offset


def _slope(data: list[Example], theta: dict[str, float]) -> dict[str, float]:
    slope: dict[str, float] = defaultdict(float)
    for cues, speaks, weight, _ in data:
        z = theta[""] + sum(theta[k] * v for k, v in cues.items())
        error = (1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - speaks) * weight
        slope[""] += error
        for k, v in cues.items():
            slope[k] += error * v
    return slope


def wrong(data: list[Example], weights: dict[str, float], bias: float) -> tuple[float, float]:
    """Weighted shares of notices missed and of others taken for one."""
    missed = false = yes = no = 0.0
    for cues, speaks, weight, _ in data:
        said = bias + sum(weights.get(k, 0.0) * v for k, v in cues.items()) >= 0
        yes, no = yes + weight * speaks, no + weight * (not speaks)
        missed += weight * (speaks and not said)
        false += weight * (said and not speaks)
    return missed / max(yes, 1e-9), false / max(no, 1e-9)


def shares(errors: tuple[float, float]) -> str:
    """Both errors in words."""
    return f"missed {errors[0]:.3f}, false {errors[1]:.3f}"


def fold_of(group: str) -> int:
    """The fold a site group falls into."""
    return hashlib.sha256(group.encode()).digest()[0] % FOLDS


def main() -> None:
    """Print the cross-validated errors; write the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("notices", nargs="*")
    parser.add_argument("--pages", nargs=2)
    parser.add_argument("--passages", type=Path, default=Path("tests/notices/passages"))
    parser.add_argument("--passages-rules", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rules = shipped()
    table = rules.file("lexicons/_weights")
    prior, bias = dict(table["weights"]), float(table["bias"]["value"])
    data = examples(asked.notices, rules)
    if asked.pages:
        data += page_examples(asked.pages[0], asked.pages[1], rules)
    data += own_examples(asked.passages, overlaid(rules, asked.passages_rules) if asked.passages_rules else rules)
    print(len(data), "sentences,", sum(s for _, s, _, _ in data), "of notices")
    print("weights by hand:", shares(wrong(data, dict(table["hand"]), float(table["hand_bias"]))))
    print("weights in use:", shares(wrong(data, prior, bias)))
    left_out = [(0.0, 0.0)] * FOLDS
    for number in range(FOLDS):
        rest = [e for e in data if fold_of(e[3]) != number]
        left_out[number] = wrong([e for e in data if fold_of(e[3]) == number], *fit(rest, prior, bias))
    missed, false = (sum(x) / FOLDS for x in zip(*left_out, strict=True))
    print("fitted, groups left out:", shares((missed, false)))
    weights, offset = fit(data, prior, bias)
    print("fitted, all:", shares(wrong(data, weights, offset)))
    if asked.write:
        write(weights, offset)
    else:
        for k, v in sorted(weights.items(), key=lambda x: x[1]):
            print(f"{k:18} {v:6.2f}  in use {prior.get(k, 0.0):5.2f}")


def write(weights: dict[str, float], bias: float) -> None:
    """Put the fitted weights into the rule file, below the hand weights, which stay."""
    path = Path(str(folder("rules"))) / "lexicons" / "_weights.toml"
    text = re.sub(r"\n\[bias\]\n.*\Z", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).rstrip()
    lines = [f'"{k}" = {v:.2f}' for k, v in sorted(weights.items()) if abs(v) >= SMALLEST]
    lines = [line.replace('"', "") if "." not in line.split(" =")[0] else line for line in lines]
    path.write_text(
        f"{text}\n\n[bias]\nvalue = {bias:.2f}\n\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
