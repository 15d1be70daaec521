from __future__ import annotations

import pytest

from checks.translation.spelling import Spelling
from tests.checks.translation.texts import context


class TestSpelling:
    @pytest.mark.parametrize("word", ["биранских", "турнига", "судонов", "посленочи", "ветрях"])
    def test_non_word_fails(self, word: str) -> None:
        check = Spelling().verdict(context("It was said.", f"Об этих {word} говорили.", "ru"))
        assert (check.status, check.seen) == ("failed", word)

    @pytest.mark.parametrize(
        "text",
        [
            "Ещё одно 6-балльное землетрясение на северо-востоке.",
            "Микрочастицы, экс-президент и сверхпроводимость.",
            "Двадцатиминутный и семидесятиэтажный.",
            "Двигатель отсканировали, а приложение задокументировали.",
            "Биранский остался один.",
        ],
    )
    def test_words_and_what_is_made_of_them_pass(self, text: str) -> None:
        assert Spelling().verdict(context("It was said.", text, "ru")).status == "passed"

    def test_borrowed_word_of_the_source_passes(self) -> None:
        text = "Новый субреддит закрыт."
        assert Spelling().verdict(context("The subreddit is shut.", text, "ru")).status == "passed"
        assert Spelling().verdict(context("The page is shut.", text, "ru")).status == "failed"

    def test_chinese_is_skipped(self) -> None:
        assert Spelling().verdict(context("It was said.", "据说。", "zh")).status == "skipped"
