# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: INP001, T201  # a script that prints, no part of the package
"""Fit the weights of "who speaks" (rules/lexicons/_weights.toml) on labelled passages, cross-validated by site group.

    python tools/fit_notice_weights.py NOTICES.jsonl [...] [--pull 0.3] [--write]

A linear model whose every cue an answer can name: logistic loss over the sentences that say something, pulled towards
the weights written by hand (`[hand]`), so that a cue the data hardly show keeps its hand weight. Prints the error of
the hand weights and of the fitted ones on groups left out; `--write` keeps the fit of all groups as `[weights]`.
With `--pages FILE.jsonl.gz LABELS.jsonl` the sentences of labelled pages take part too: one that stands in no
labelled notice is somebody talking. Input: JSON Lines with `text`, `is_notice`, `language`, `group`; none of it is
copied into the rule set.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from rightscheck.markup.read import read_page
from rightscheck.notices.passages import page_passages, text_passages
from rightscheck.notices.shelf import shelf
from rightscheck.notices.signals_of import Source, weighed
from rightscheck.resources import RuleData, folder, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDS = 6
STEPS = 400
RATE = 0.5
KEPT = ("place.", "after.")  # places are too few in the data to learn from
STRAY = 2.0  # how much more somebody else's words taken for a notice cost than a notice missed

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
            share = 1.0 / max(1, len(cues)) ** 0.5
            found.extend((c, record["is_notice"], share, record["group"]) for c in cues)
    return found


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
            share = 1.0 / max(1, len(said)) ** 0.5
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


def fit(data: list[Example], hand: dict[str, float], bias: float, pull: float) -> tuple[dict[str, float], float]:
    """Weights and bias of least logistic loss, pulled towards the hand weights."""
    weights, offset = dict(hand), bias
    total = sum(w for _, _, w, _ in data)
    for step in range(STEPS):
        slope: dict[str, float] = defaultdict(float)
        tilt = 0.0
        for cues, speaks, weight, _ in data:
            z = offset + sum(weights.get(k, 0.0) * v for k, v in cues.items())
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, z)))) - speaks) * weight * (1.0 if speaks else STRAY)
            tilt += error
            for k, v in cues.items():
                slope[k] += error * v
        rate = RATE / (1 + step / 100)
        for k in (k for k in set(weights) | set(slope) if not k.startswith(KEPT)):
            drift = weights.get(k, 0.0) - hand.get(k, 0.0)
            weights[k] = weights.get(k, 0.0) - rate * (slope[k] + pull * drift) / total * 20
        offset -= rate * (tilt + pull * (offset - bias)) / total * 20
    return weights, offset


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
    parser.add_argument("notices", nargs="+")
    parser.add_argument("--pull", type=float, default=0.3)
    parser.add_argument("--pages", nargs=2)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    rules = shipped()
    table = rules.file("lexicons/_weights")
    hand, bias = dict(table["hand"]), float(table["hand_bias"])
    data = examples(asked.notices, rules)
    if asked.pages:
        data += page_examples(asked.pages[0], asked.pages[1], rules)
    print(len(data), "sentences,", sum(s for _, s, _, _ in data), "of notices")
    print("hand weights:", shares(wrong(data, hand, bias)))
    left_out = [(0.0, 0.0)] * FOLDS
    for number in range(FOLDS):
        rest = [e for e in data if fold_of(e[3]) != number]
        left_out[number] = wrong([e for e in data if fold_of(e[3]) == number], *fit(rest, hand, bias, asked.pull))
    missed, false = (sum(x) / FOLDS for x in zip(*left_out, strict=True))
    print("fitted, groups left out:", shares((missed, false)))
    weights, offset = fit(data, hand, bias, asked.pull)
    print("fitted, all:", shares(wrong(data, weights, offset)))
    if asked.write:
        write(weights, offset)
    else:
        for k, v in sorted(weights.items(), key=lambda x: x[1]):
            print(f"{k:18} {v:6.2f}  hand {hand.get(k, 0.0):5.2f}")


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
