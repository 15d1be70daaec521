"""Whether the sentence says the opposite of its source: rose for fell, accepted for rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from checks.contexts import SummaryContext
from checks.verdict import Check, Rule
from language.english.clauses import content, denied_words, find_clauses
from language.english.names import find_names
from language.english.words import Word, find_words, word_table

# Lemmas; each side of a row is the opposite of the other.
_TABLE = """
accelerate advance boost climb double expand gain grow growth higher increase jump raise rally
 rebound rise soar surge triple widen
/ cut decelerate decline decrease dip diminish drop fall halve lower narrow plummet plunge reduce
 reduction shrink sink slash slide slow slump tumble
deepen reinforce strengthen / weaken
accept adopt approve endorse ratify welcome / dismiss rebuff refuse reject scrap veto
applaud hail laud praise welcome / condemn criticise criticize decry denounce
acknowledge admit confirm / deny refute
win victory victorious / lose defeat
add gain hire recruit / axe cut fire lose shed
open reopen inaugurate / close shut
restore renew / break sever
cheap cheaper / expensive dear
begin launch resume start / cancel cease end finish halt stop suspend terminate
buy purchase / sell
import importer / export exporter
arrive enter join / depart exit leave quit withdraw
allow authorise authorize legalise legalize permit / ban block forbid outlaw prohibit
survive survivor / die death kill perish
convict guilty / acquit acquittal innocent
arrest detain detention imprison jail / free release
highest maximum peak record-high / lowest minimum
succeed success successful successfully / fail failure unsuccessful unsuccessfully
agree agreement consensus / disagree disagreement deadlock
surplus / deficit
profit / loss
upgrade / downgrade
majority / minority
positive / negative
optimistic / pessimistic
legal lawful / illegal unlawful
permanent / temporary
public / private
north northern northeast northwest / south southern southeast southwest
east eastern / west western
man boy son father husband brother uncle king / woman girl daughter mother wife sister aunt queen
support supporter / oppose opponent
possible likely / impossible unlikely
bilateral / unilateral
friend ally / enemy foe
stronger / weaker
better improve improvement / deteriorate worse worsen
"""

_ADJECTIVES = frozenset({"opposing"})
"""Forms apart from their verbs: to back opposing sides is not to oppose."""
_DIRECTIONS = {"more": "more", "most": "more", "less": "less", "fewer": "less", "least": "less"}


def _sides() -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    for row in _TABLE.replace("\n ", " ").replace("\n/", " /").strip().splitlines():
        one, other = map(word_table, row.split("/"))
        yield one, other
        yield other, one


_OPPOSITES: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
for _same, _contrary in _sides():
    for _lemma in _same:
        _known = _OPPOSITES.get(_lemma, (frozenset(), frozenset()))
        _OPPOSITES[_lemma] = (_known[0] | _same, _known[1] | _contrary)


@dataclass(frozen=True)
class Opposites(Rule):
    """No word of the sentence stands where the evidence has its opposite.

    Sees rises for falls, acceptance for rejection and other rows of a table, where the clauses are
    otherwise alike, and *least* or *less* for *most* or *more* before the same word; a denied
    opposite (*did not accept* for *rejected*) passes. Cannot see other opposites, nor those in a
    clause that was reworded too much to be recognised.
    """

    name: ClassVar[str] = "opposites"
    version: ClassVar[int] = 2
    subject: ClassVar[str] = "opposites"
    reads: ClassVar[tuple[str, ...]] = ("syntax",)
    shared: int = 2
    """Content words that two clauses must share to speak of the same thing."""

    def verdict(self, context: SummaryContext) -> Check:
        """Fail at the first opposite; skip where no word has one."""
        words = list(_words_with_opposites(context.sentence))
        degrees = _degrees(context.sentence)
        if not (words or degrees) or not context.evidence:
            return self.skipped()
        evidence = "\n".join(context.evidence)
        known = _degrees(evidence)
        for stem, directions in degrees.items():
            if directions.isdisjoint(known.get(stem, directions)):
                (expected, *_), (seen, *_) = known[stem], directions
                return self.failed(expected, seen)
        denied = denied_words(context.sentence)
        for clause, word in words:
            opposite = self._opposite(clause, word, evidence, denied=word in denied)
            if opposite:
                return self.failed(opposite.text, word.text)
        return self.passed()

    def _opposite(
        self, clause: Sequence[Word], word: Word, evidence: str, *, denied: bool
    ) -> Word | None:
        """Return the opposite in the evidence that the word stands in place of, if any."""
        same, contrary = _OPPOSITES[_entry(word)]
        source_denied = denied_words(evidence)
        agreeing, opposing = 0, 0
        found = None
        for other_clause, other in _words_with_opposites(evidence):
            alike = _likeness(clause, word, other_clause, other)
            turned = denied != (other in source_denied)
            if _entry(other) in (contrary if turned else same):
                agreeing = max(agreeing, 1 + alike)
            elif _entry(other) in contrary and alike > opposing:
                opposing, found = alike, other
        return found if opposing >= self.shared and opposing > agreeing else None


def _words_with_opposites(text: str) -> Iterator[tuple[Sequence[Word], Word]]:
    names = find_names(text)
    for clause in map(content, find_clauses(text)):
        for word in clause:
            named = any(name.start <= word.start < name.end for name in names)
            if _entry(word) in _OPPOSITES and not named:
                yield clause, word


def _entry(word: Word) -> str:
    """Return the form under which the table has the word: as it stands, else its lemma."""
    text = word.text.lower()
    return text if text in _OPPOSITES or text in _ADJECTIVES else word.lemma


def _likeness(clause: Sequence[Word], word: Word, other_clause: Sequence[Word], other: Word) -> int:
    """Count shared content words; those next to the words in question, on the same side, twice."""
    row = frozenset[str]().union(*_OPPOSITES[_entry(word)])

    def stems(words: Sequence[Word]) -> set[str]:
        return {w.stem for w in words if _entry(w) not in row}

    def sides(words: Sequence[Word], middle: Word) -> tuple[set[str], set[str]]:
        cuts = [w.start for w in words if _entry(w) in row]
        before = max((c for c in cuts if c < middle.start), default=-1)
        after = min((c for c in cuts if c > middle.start), default=words[-1].end)
        return (
            stems([w for w in words if before < w.start < middle.start]),
            stems([w for w in words if middle.start < w.start < after]),
        )

    ours, theirs = sides(clause, word), sides(other_clause, other)
    return len(stems(clause) & stems(other_clause)) + sum(
        len(a & b) for a, b in zip(ours, theirs, strict=True)
    )


def _degrees(text: str) -> dict[str, set[str]]:
    """Return in which direction a word of degree takes the stem of the word after it."""
    degrees: dict[str, set[str]] = {}
    for word, following in pairwise(find_words(text)):
        direction = _DIRECTIONS.get(word.text.lower())
        if direction and following.content:
            degrees.setdefault(following.stem, set()).add(direction)
    return degrees
