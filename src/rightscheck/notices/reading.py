# SPDX-FileCopyrightText: 2026 The rightscheck authors
# SPDX-License-Identifier: Apache-2.0
"""Reading a whole text: wake, cut, choose the language, read clauses, let headings govern their lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from rightscheck.notices.clause import Clause, read_clause
from rightscheck.notices.lexicon import common, lexicon
from rightscheck.notices.match import Words, read_words
from rightscheck.notices.moods import ACTS
from rightscheck.notices.segment import Sentence, sentences
from rightscheck.notices.shelf import shelf
from rightscheck.notices.wake import awake, waking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rightscheck.notices.moods import Modality
    from rightscheck.notices.passages import Passages
    from rightscheck.notices.wake import Woken
    from rightscheck.resources import RuleData

MAX_READ = 3000
DEFAULT = "en"
_FEW = 2
MAX_LIST = 60
#: Somebody else's words: between quotation marks that open after a blank or bracket and close before one.
_QUOTED = re.compile(
    r"(?:(?<=[\s(:])|^)(?:"
    r"[\u201c\u201e][^\u201c\u201d\u201e]{12,1500}[\u201c\u201d]"
    r"|\u00ab[^\u00ab\u00bb]{12,1500}\u00bb|\u00bb[^\u00ab\u00bb]{12,1500}\u00ab"
    r"|\"[^\"]{12,1500}\")(?=[\s).,;:!?\u2014]|$)"
    r"|\u300c[^\u300c\u300d]{6,1500}\u300d|\u300e[^\u300e\u300f]{6,1500}\u300f"  # corner brackets need no blank
    r"|(?<=[\u3000-\u9fff])\u201c[^\u201c\u201d]{6,1500}\u201d"  # nor do curly marks among ideographs
)


class TextReading:
    """One text under reading: sentences, and clauses read on demand. Local to one call, never shared."""

    def __init__(self, passages: Passages, rules: RuleData) -> None:
        self.text = text = passages.text
        self._passages = passages
        self._rules = rules
        self._shelf = shelf(rules)
        self._read: dict[int, Clause] = {}
        self._heads: dict[int, int] = {}
        self._words: dict[tuple[int, str], Words] = {}
        self._quotes: list[tuple[int, int]] | None = None
        woken = awake(text, rules)
        self.sentences: list[Sentence] = sentences(text, self._shelf.breaks) if woken else []
        self._languages = self._woken(woken)
        self._warm()
        self._bound()

    def _woken(self, woken: Sequence[Woken]) -> dict[int, dict[str, int]]:
        """For each sentence that wakes the reader, the languages in which it does."""
        starts = [s.start for s in self.sentences]
        words: dict[int, list[Woken]] = {}
        for word in woken:
            words.setdefault(max(0, bisect_right(starts, word.offset) - 1), []).append(word)
        found = {number: waking(those) for number, those in words.items()}
        return {number: languages for number, languages in found.items() if languages}

    @property
    def hot(self) -> list[int]:
        """Numbers of the sentences in which a waking word stands, and of the list items such a sentence governs."""
        return sorted(self._languages)

    def clauses(self) -> dict[int, Clause]:
        """The clause of every sentence that woke the reader or is governed by one that did, by sentence number."""
        governor: Modality | None = None
        head, language = 0, ""
        for number, sentence in enumerate(self.sentences):
            if number not in self._languages and governor is None:
                continue
            near = self.sentences[number - 1] if number else sentence
            continues = (
                self._is_item(sentence) or self.text[near.end - 1 : near.end] in ":;," or self._lower(sentence)
            )
            if number - head > MAX_LIST:
                continues = False  # no list is so long; a colon in a forum governs nothing
            elif governor is not None and not continues:
                continues = any(h.first <= 1 and h.role in ACTS for h in self.words(number, language).hits[:2])
            inherited = governor if continues else None
            if inherited is None and number not in self._languages:
                governor = None
                continue
            clause = self._clause(number, inherited, language if inherited else "")
            self._read[number] = clause
            if inherited is not None:
                self._heads[number] = head
            own = clause.governs
            if own is not None:
                head = number
            governor = own or inherited
            language = clause.words.language
        return self._read

    def _warm(self) -> None:
        """Notices come in clusters: sentences next to one that woke the reader, in its paragraph, are read too."""
        warm: dict[int, dict[str, int]] = {}
        for number in sorted(self._languages):
            for other in (number - 2, number - 1, number + 1, number + 2):
                inside = 0 <= other < len(self.sentences)
                if inside and self.sentences[other].paragraph == self.sentences[number].paragraph:
                    warm.setdefault(other, self._languages[number])
        self._languages = {**warm, **self._languages}

    def _bound(self) -> None:
        """Of a text that is all notice only its two ends are read: no page needs thousands of clauses."""
        if len(self._languages) > MAX_READ:
            numbers = sorted(self._languages)
            kept = {*numbers[: MAX_READ // 2], *numbers[-MAX_READ // 2 :]}
            self._languages = {n: found for n, found in self._languages.items() if n in kept}

    def quoted(self, offsets: Sequence[int]) -> bool:
        """Whether one of these offsets lies between quotation marks; a text that is all quotation quotes nobody."""
        if self._quotes is None:
            whole = len(self.text.strip())
            self._quotes = [q.span() for q in _QUOTED.finditer(self.text) if len(q.group()) < whole]
        starts = [start for start, _ in self._quotes]
        return any(self._quotes[i][1] > at for at in offsets if (i := bisect_right(starts, at) - 1) >= 0)

    def head_of(self, number: int) -> Clause | None:
        """The sentence that governs this list item; None where the sentence stands for itself."""
        head = self._heads.get(number)
        return None if head is None or head == number else self._read.get(head)

    def around(self, number: int) -> list[tuple[int, bool, Words]]:
        """The sentences within two of this one, with their distance and whether they share its paragraph."""
        own = self.sentences[number]
        language = self._read[number].words.language if number in self._read else self._language(number)
        found = []
        for distance in (-2, -1, 1, 2):
            other = number + distance
            if 0 <= other < len(self.sentences) and abs(self.sentences[other].paragraph - own.paragraph) <= 1:
                same = self.sentences[other].paragraph == own.paragraph
                found.append((distance, same, self.words(other, language)))
        return found

    def original(self, number: int) -> str:
        """The sentence as written."""
        sentence = self.sentences[number]
        return self.text[sentence.start : sentence.end]

    def words(self, number: int, language: str) -> Words:
        """The hits of one language's lexicon in a sentence."""
        key = (number, language)
        if key not in self._words:
            self._words[key] = read_words(self.original(number), lexicon(language, self._rules), self._rules)
        return self._words[key]

    def _is_item(self, sentence: Sentence) -> bool:
        return sentence.item or self._passages.is_item(sentence.start)

    def _lower(self, sentence: Sentence) -> bool:
        return self.text[sentence.start : sentence.start + 1].islower()

    def _clause(self, number: int, inherited: Modality | None, language: str) -> Clause:
        chosen = language or self._language(number)
        words = self.words(number, chosen)
        return read_clause(self.sentences[number], self.original(number), words, inherited)

    def _language(self, number: int) -> str:
        """The language whose entries cover most of the sentence and its neighbours; ties go to the page's own."""
        own = self.sentences[number]
        near = [
            n
            for n in range(max(0, number - 1), min(len(self.sentences), number + 2))
            if self.sentences[n].paragraph == own.paragraph
        ]
        hint = (self._passages.language_at(own.start) or "").split("-")[0].lower()
        candidates = self._candidates(number, near, hint)
        if len(candidates) == 1:
            return candidates[0]
        covered = {c: sum(self.words(n, c).covered for n in near) + 2 * (c == hint) for c in candidates}
        return max(candidates, key=lambda c: (covered[c], c == DEFAULT))

    def _candidates(self, number: int, near: list[int], hint: str) -> list[str]:
        """The few languages worth reading this sentence in: those it woke whose common words it shows."""
        woken = sorted(set(self._languages.get(number, {})) - {""})
        if woken and len(woken) <= _FEW:
            return woken
        woken = woken or list(self._shelf.languages)  # only words of all languages: any may be meant
        text = " ".join(self.original(n) for n in near).casefold()
        words = set(re.findall(r"\w+", text))
        shown = {}
        for c in woken:
            usual = common(c, self._rules)
            shown[c] = len(words & usual.words) if usual.spaced else sum(w in text for w in usual.words)
        counted = {c: sum(self._languages.get(n, {}).get(c, 0) for n in near) for c in woken}
        best = sorted(woken, key=lambda c: (-shown[c] - 2 * counted[c], c != hint, c != DEFAULT, c))
        return best[:_FEW]
