from __future__ import annotations

from typing import Any

import pytest

from digests.comparison import compare
from digests.digest import Digest, DigestSentence, Entry
from tests.digests.samples import (
    HOSTILE,
    article,
    canal,
    digest,
    failed,
    hostile,
    rover,
    sentence,
    source,
)


def lines(before: Digest, after: Digest) -> list[str]:
    return list(compare(before, after).lines())


def with_sentence(entry: Entry, number: int, made: DigestSentence) -> Entry:
    summary = [*entry.summary]
    summary[number] = made
    return entry.model_copy(update={"summary": tuple(summary)})


def changed(entry: Entry, number: int, **update: Any) -> Entry:
    return with_sentence(entry, number, entry.summary[number].model_copy(update=update))


def test_two_runs_of_the_same_do_not_differ() -> None:
    assert lines(digest(), digest(run="another")) == ["3 stories unchanged"]


def test_new_stories_and_those_that_are_gone() -> None:
    assert lines(digest(canal()), digest(rover())) == [
        "+ A rover with a drill, and a helicopter, on Mars (Orbit Weekly)",
        "- Ship that blocked Suez Canal for six days is afloat again "
        "(The Harbour Courier, Northern Ledger, Daily Compass)",
        "0 stories unchanged",
    ]


def test_a_story_is_the_same_where_an_article_is() -> None:
    extra = article("9c" * 8, "A fourth", source("x", publisher="The Evening Mail"))
    led = canal().model_copy(update={"id": extra.id, "articles": (extra, *canal().articles[:2])})
    assert lines(digest(canal()), digest(led)) == [
        "~ Ship that blocked Suez Canal for six days is afloat again",
        "    source - Daily Compass: Giant ship freed in Suez Canal",
        "    source + The Evening Mail: A fourth",
        "0 stories unchanged",
    ]


FIRST = canal().summary[0]
OTHER = sentence("x", "The ship is free.", zh="船已脱困。")


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (with_sentence(canal(), 0, OTHER), [f"- {FIRST.text}", "+ The ship is free."]),
        (canal().model_copy(update={"summary": canal().summary[:1]}), [
            f"- {canal().summary[1].text}"
        ]),
        (changed(canal(), 0, supported=False), [f"“{FIRST.text}”: no longer supported"]),
        (changed(canal(), 0, checks=(failed("names", "Ever Given", "Ever Green"),)), [
            f"“{FIRST.text}”: now doubted, names: expected Ever Given, seen Ever Green"
        ]),
        (
            changed(canal(), 0, translations=FIRST.translations | OTHER.translations),
            [f"zh - {FIRST.translations['zh'].text}", "zh + 船已脱困。"],
        ),
        (
            changed(canal(), 0, translations={"zh": FIRST.translations["zh"]}),
            [f"ru - {FIRST.translations['ru'].text}"],
        ),
    ],
)  # fmt: skip
def test_what_changed_in_a_story_is_said(after: Entry, said: list[str]) -> None:
    expected = [f"~ {canal().headline.text}", *(f"    {line}" for line in said)]
    assert lines(digest(canal()), digest(after)) == [*expected, "0 stories unchanged"]


def test_a_doubt_that_is_gone_is_said() -> None:
    second = canal().summary[1]
    mended = second.translations["zh"].model_copy(update={"checks": ()})
    after = changed(canal(), 1, translations={**second.translations, "zh": mended})
    assert lines(digest(canal()), digest(after))[1] == (
        f"    zh {mended.text}: no longer doubted by numbers"
    )


def test_other_models_and_languages_are_said() -> None:
    before = digest(canal())
    models = (before.models[0].model_copy(update={"name": "example/other"}), *before.models[1:])
    after = before.model_copy(update={"models": models, "targets": ("zh", "ru", "de")})
    assert lines(before, after) == [
        "languages: en, zh, ru → en, zh, ru, de",
        "summariser: example/summariser a4f8f3e → example/other a4f8f3e",
        "1 story unchanged",
    ]


def test_hostile_texts_do_not_reach_the_terminal_s_controls() -> None:
    evil = with_sentence(hostile(), 0, sentence("x", f"\x1b[2J\x1b]0;pwned\x07{HOSTILE[4]}"))
    said = "\n".join(lines(digest(hostile()), digest(evil)))
    assert said.replace("\n", "").isprintable()
    assert "[2J]0;pwned" in said
