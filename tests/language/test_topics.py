"""What texts of several languages are about, by keys that they share."""

from __future__ import annotations

import pytest

from language.topics import find_topics, share_heard

QUAKE = {
    "en": "A magnitude 6.2 earthquake struck near Elazig in eastern Turkey, killing 24 people, "
    "President Recep Tayyip Erdogan said in Ankara after 1999 homes were searched.",
    "ru": "Землетрясение магнитудой 6,2 произошло у Элязыга на востоке Турции, погибли 24 "
    "человека, сообщил в Анкаре президент Реджеп Тайип Эрдоган.",
    "zh": "土耳其东部发生6.2级地震，造成24人死亡，总统埃尔多安在安卡拉表示。",
}


@pytest.mark.parametrize("language", QUAKE)
def test_places_and_figures_have_one_key_in_every_language(language: str) -> None:
    topics = find_topics(QUAKE[language], language)
    assert "@TR" in topics.names
    assert topics.figures == {"6.2", "24"}, "a year tells no event from another"


def test_a_number_of_any_length_is_a_figure() -> None:
    assert find_topics(f"{'9' * 5_000} and 77", "en").figures == {"9" * 5_000, "77"}


def test_names_in_two_alphabets_are_compared_by_their_sound() -> None:
    english, russian = (find_topics(QUAKE[language], language).names for language in ("en", "ru"))
    assert len((english & russian).keys() - {"@TR"}) >= 3
    other = find_topics("The mayor of Springfield, Joe Quimby, met Marge Bouvier.", "en").names
    assert not other.keys() & russian.keys()


def test_names_are_heard_in_a_script_without_letters() -> None:
    assert share_heard(["erdogan"], QUAKE["zh"], "zh") == 1
    assert share_heard(["quimby", "merkel", "starmer", "zelensky"], QUAKE["zh"], "zh") < 0.5
    assert share_heard([], QUAKE["zh"], "zh") == 0


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "Затонул паром с пассажирами", "о затонувшем пароме и его пассажирах"),
        ("zh", "渡轮沉没", "沉没的渡轮"),
        ("en", "A ferry sinks with passengers", "the sinking of the ferry, its passengers"),
        ("de", "Eine Fähre mit Passagieren", "die Passagieren der Fähre"),
    ],
)
def test_words_are_compared_however_they_are_inflected(language: str, one: str, other: str) -> None:
    first, second = (find_topics(text, language).words for text in (one, other))
    assert len(first.keys() & second.keys()) >= 2
