from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.sentences import LONG_SENTENCE, split_sentences

NEWS = [
    ["The U.S. government said on Monday it would act.", "Mr. Smith went home."],
    ["Gen. Mark Milley met the U.S. delegation.", "He left at 5 p.m. on Friday."],
    ["The vote is at 5 p.m. Monday.", "It may be put off."],
    ["It was confirmed at 3:55 p.m. Eastern time.", "Controllers cheered."],
    ["Apple Inc. said profits rose 3.5 percent.", "Shares fell 1.2% to $4.50."],
    ["J. R. Smith of St. Petersburg won.", "No. 10 declined to comment."],
    ["The answer was No.", "He left."],
    ['"We are done. It is over," Smith said.', "He left."],
    ["He returned to the U.S. in 2010.", "He left again."],
    ["The talks began at 10 a.m.", "They lasted two hours."],
    ["He waited ... and then spoke.", "It was over."],
    ["“It is over.”", "She left the room."],
    ["Sen. John McCain, R-Ariz., spoke on Jan. 5 in Washington, D.C., about it.", "He won."],
    ["Its CEO, Dr. Jane Q. Public, Ph.D., resigned.", "Acme Corp. fell."],
    ["Yahoo! said it would buy the firm.", "It paid $1.1 billion."],
    ["Lt. Col. Ivan Petrov and Prof. A. N. Ivanov were hurt near Ft. Worth.", "One died."],
    ['The visit would be a "routine event."', "It said further that the aim is peace."],
    ["Prices rose to 5.", "Then they fell."],
    ["It lies approx. 5 km away, e.g. near the coast, vs. 3 km before.", "See pp. 3-4."],
    ["iPhone sales rose.", "iPad sales fell."],
    ["Did he go?", "Yes!", "He did."],
]


OTHERS = [
    ("en", ["The '90s ended.", "Prices rose.", "The workers' union struck."]),
    ("en", ["The dogs' owner left.", "The cats' home closed."]),
    ("en", ["Members of the ’60s band toured.", "The band's '70s hits sold."]),
    ("en", ["He said 'the dogs' owner left' and sat down.", "She rose."]),
    ("en", ["1. He left.", "2. She came.", "3. They stayed."]),
    ("en", ["There are three: 1. The cost.", "2. The time.", "3. The risk."]),
    ("en", ["It shut (for hours.)", "He left."]),
    ("en", ["It rained [all day.]", "He left (at last!)", "She stayed."]),
    ("en", ["He was No. 5.", "Then he won."]),
    ("ru", ["«Мы ждали!» — сказал он.", "Потом он ушёл."]),
    ("ru", ["«Когда вы уйдёте?» – спросила она.", "Он молчал."]),
    ("ru", ["Это было в 2014 г.", "Потом всё изменилось."]),
    ("ru", ["В 2010 г. Путин приехал в Москву.", "Он уехал."]),
    ("ru", ["В 2014 г. он ушёл.", "Он заплатил 5 млн руб.", "Потом он уехал."]),
    ("ru", ["Были яблоки, груши и т. д.", "Потом всё кончилось."]),
    ("ru", ["Это стоит 5 руб. за штуку.", "Об этом сообщил А. С. Иванов."]),
    ("uk", ["Це було у 2014 р.", "Потім він пішов."]),
    ("ja", ["学生は1353人だ。", "2014年に始まった。", "「行く。」と言った。", "そして去った。"]),
    (
        "zh",
        ["他走了。", "2014年他回来了。", "他说：“我们走吧。”", "她没说话！", "真的？", "是的。"],
    ),
    ("ar", ["هل ذهب؟", "نعم.", "ثم عاد."]),
]


@pytest.mark.parametrize(("language", "sentences"), OTHERS, ids=lambda each: str(each)[:20])
def test_ends_of_other_kinds_and_scripts(language: str, sentences: list[str]) -> None:
    joiner = "" if language in {"zh", "ja"} else " "
    found = split_sentences(joiner.join(sentences), language)
    assert [each.text for each in found] == sentences


@pytest.mark.parametrize("sentences", NEWS, ids=lambda sentences: sentences[0][:20])
def test_news_sentences(sentences: list[str]) -> None:
    assert [found.text for found in split_sentences(" ".join(sentences))] == sentences


def test_repeated_sentences_keep_their_own_places() -> None:
    text = "He left. He left.\n\nHe left."
    assert [(found.start, found.end) for found in split_sentences(text)] == [
        (0, 8),
        (9, 17),
        (19, 27),
    ]


def test_no_sentence_crosses_a_blank_line() -> None:
    text = 'He said: "One. Two\n\nthree. Four."'
    for found in split_sentences(text):
        assert "\n\n" not in found.text


def test_unbalanced_quotation_marks_do_not_swallow_a_paragraph() -> None:
    text = '"' + "The minister spoke at length about the harbour. " * 60 + 'It ended."'
    found = split_sentences(text)
    assert len(found) > 50
    assert max(len(each.text) for each in found) < LONG_SENTENCE


@settings(deadline=None, database=None)
@given(st.text(alphabet=st.sampled_from("aB1 .!?\"“”'(),\n…éж中"), max_size=200))
def test_offsets_hold_and_nothing_but_space_is_lost(text: str) -> None:
    found = split_sentences(text)
    last = 0
    for each in found:
        assert text[each.start : each.end] == each.text == each.text.strip() != ""
        assert not text[last : each.start].strip()
        last = each.end
    assert not text[last:].strip()


@pytest.mark.parametrize("unit", ["word ", '"', "“", "\n", "(A. ", "e.g. "])
def test_a_megabyte_of_anything_is_split(unit: str) -> None:
    text = (unit * (1_000_000 // len(unit)))[:1_000_000]
    for each in split_sentences(text):
        assert text[each.start : each.end] == each.text
