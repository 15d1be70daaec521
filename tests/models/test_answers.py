from __future__ import annotations

import pytest

from models.answers import clean_translation, whole_sentences

FIRST = "Wang Yi will visit Russia on Monday."
SECOND = 'He said the visit was a "routine event."'


@pytest.mark.parametrize(
    "written",
    [
        f"{FIRST} {SECOND}",
        f"Here is a summary of the article in two sentences:\n\n{FIRST} {SECOND}",
        f"Sure! Here's the summary: {FIRST} {SECOND}",
        f"**Summary:** {FIRST}\n{SECOND}",
        f"# Summary\n\n1. {FIRST}\n2. {SECOND}",
        f"- {FIRST}\n- **{SECOND}**",
        f"* Summary: {FIRST}\n\n* {SECOND}\n\nNote: this summary leaves out details.",
        f"Key facts:\n• {FIRST}\n• {SECOND}\nLet me know if you need more.",
        f"```\n{FIRST}\n{SECOND}\n```",
        f"{FIRST} {SECOND} {FIRST}",
    ],
)
def test_chatter_around_a_summary_goes(written: str) -> None:
    assert whole_sentences(written, finished=True) == (FIRST, SECOND)


def test_cut_sentence_is_left_out_and_never_shown_with_dots() -> None:
    assert whole_sentences(f"{FIRST} He then went to the U.S.", finished=False) == (FIRST,)
    assert whole_sentences(f"{FIRST} He then went to", finished=True) == (FIRST,)
    assert whole_sentences(f"{FIRST} He then went to…", finished=True) == (FIRST,)
    assert whole_sentences(f"{FIRST} He then went to...", finished=True) == (FIRST,)
    assert whole_sentences("", finished=True) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The answer came on 5 May: no.",
        "Here is where he stood: alone.",
        "Gen. John Smith and Sen. Mark Kelly met in St. Petersburg.",
        "The U.S. said inflation fell to 3.5 percent, or $1.2 billion.",
    ],
)
def test_sentences_that_look_like_chatter_stay(text: str) -> None:
    assert whole_sentences(text, finished=True) == (text,)


SOURCE = "China sent no lethal arms to Russia."
RUSSIAN = "Китай не отправлял России летальное оружие."


@pytest.mark.parametrize(
    "written",
    [
        RUSSIAN,
        f"  {RUSSIAN}\n",
        f'"{RUSSIAN}"',
        f"«{RUSSIAN}»",
        f"Translation: {RUSSIAN}",
        f"**Перевод:** {RUSSIAN}",
        f"Russian translation: {RUSSIAN}",
        f"Here is the translation into Russian:\n\n{RUSSIAN}",
        f"Sure! Here is the translation: {RUSSIAN}",
        f"Вот перевод на русский язык: {RUSSIAN}",
        f"{RUSSIAN}\n\nNote: lethal arms are weapons.",
        f"{RUSSIAN} (Примечание: дословно)",
        f"```\n{RUSSIAN}\n```",
    ],
)
def test_chatter_around_a_translation_goes(written: str) -> None:
    assert clean_translation(written, SOURCE) == RUSSIAN


@pytest.mark.parametrize(
    "written",
    [
        "中国没有向俄罗斯提供致命武器。",
        "译文：中国没有向俄罗斯提供致命武器。",
        "以下是翻译：\n中国没有向俄罗斯提供致命武器。",
    ],
)
def test_chatter_in_chinese_goes(written: str) -> None:
    assert clean_translation(written, SOURCE) == "中国没有向俄罗斯提供致命武器。"


def test_what_the_source_has_stays() -> None:
    quoted = "«Мы едем», — сказал он."
    assert clean_translation(quoted, '"We are going," he said.') == quoted
    whole = "«Мы едем домой.»"
    assert clean_translation(whole, '"We are going home."') == whole
    two = "«Мы едем» и «мы вернёмся»"
    assert clean_translation(two, "He said two things.") == two
    assert clean_translation("Список:", "The list:") == "Список:"
    assert clean_translation("Перевод денег остановлен.", "Transfers stopped.") == (
        "Перевод денег остановлен."
    )
    assert clean_translation("", SOURCE) == ""
