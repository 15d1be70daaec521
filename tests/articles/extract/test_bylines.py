from __future__ import annotations

import pytest

from articles.extract.bylines import is_list_of_names, labelled_names, split_byline


@pytest.mark.parametrize(
    ("names", "byline", "agency"),
    [
        ("AFP", None, "AFP"),
        ("Jane Doe", "Jane Doe", None),
        ("Jane Doe, Reuters", "Jane Doe", "Reuters"),
        ("Jane Doe | The Associated Press", "Jane Doe", "AP"),
        ("Jane Doe in Geneva; John Roe in Paris", "Jane Doe, John Roe", None),
        ("Nora Ellwood, science correspondent", "Nora Ellwood", None),
        ("Reuters Staff", None, "Reuters"),
        ("", None, None),
        ("Doe, Jane", "Jane Doe", None),
        ("O'Brien, Kate", "Kate O'Brien", None),
        ("Smith, J. R.", "J. R. Smith", None),
        ("Doe, Jane and Roe, John", "Jane Doe, John Roe", None),
        ("Jane Doe, MS, RD", "Jane Doe", None),
        ("Dr. Jane Doe, PhD and John Roe, MD", "Dr. Jane Doe and John Roe", None),
        ("AP Auto Writer", None, "AP"),
        ("TOM KRISHER, AP Auto Writer", "Tom Krisher", "AP"),
        ("JOHN ROE Associated Press", "John Roe", "AP"),
        ("Sarah E. Doe", "Sarah E. Doe", None),
        ("John Roe Jr.", "John Roe Jr.", None),
        ("Jane Doe | Nov 3, 2024", "Jane Doe", None),
        ("Jane DoeNovember 3, 2024", "Jane Doe", None),
        ("Jane Doe Published 10:05", "Jane Doe", None),
        ("Jane Doe 5 hours ago", "Jane Doe", None),
        ("5 minutes ago", None, None),
        ("Von Jane Doe", "Jane Doe", None),
        ("Par Jane Doe", "Jane Doe", None),
        ("Le Figaro et AFP", "Le Figaro", "AFP"),
        ("Reuters, Geneva", None, "Reuters"),
        ("新华社记者王小明", "王小明", "Xinhua"),
        ("jane.doe@courier.example", None, None),
        ("https://courier.example/jane", None, None),
        ("Staff", None, None),
        ("Jane Doe (jad)", "Jane Doe", None),
        ("Jane Doe (jad.), John Roe (roe)", "Jane Doe, John Roe", None),
        ("The Courier (www.courier.example)", "The Courier", None),
        ("Jane Doe ()", "Jane Doe", None),
        ("この記事の筆者 松岡大地 フォロー すべて見る", "松岡大地", None),
        ("Jane Doe Follow", "Jane Doe", None),
        ("Courier staff reporter", "Courier staff reporter", None),
        ("Jane Doe Staff Reporter", "Jane Doe Staff Reporter", None),
        ("Jane Doe Reporter", "Jane Doe", None),
        ("Jane Doe, Vilniaus universiteto istorijos fakulteto profesorė", "Jane Doe", None),
        ("Jane Doe, professor of harbour engineering at the university", "Jane Doe", None),
    ],
)
def test_bylines(names: str, byline: str | None, agency: str | None) -> None:
    assert split_byline(names) == (byline, agency)


@pytest.mark.parametrize(
    ("line", "names", "names_by_noun"),
    [
        ("Von: Jane Doe, John Roe", "Jane Doe, John Roe", None),
        ("Par Jane Doe et John Roe", "Jane Doe et John Roe", None),
        ("Autorin/Autor Jane Doe", "Jane Doe", "Jane Doe"),
        ("Автор: Анна Холм", "Анна Холм", "Анна Холм"),
        ("记者：王小明", "王小明", "王小明"),
        ("By the harbour", None, None),
        ("Von Montag an", None, None),
        ("Par Jane Doe, la crue a cessé", None, None),
        ("Reporter injured", None, None),
    ],
)
def test_labelled_names(line: str, names: str | None, names_by_noun: str | None) -> None:
    assert labelled_names(line) == names
    assert labelled_names(line, must_name=True) == names_by_noun


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("Jane Doe", True),
        ("Jane Doe/John Roe", True),
        ("JANE DOE", True),
        ("Lê Phương", True),
        ("王小明", True),
        ("Lower Maple, 40 euros", False),
        ("The driver was not arrested", False),
        ("Jane", False),
        ("Staff Reporter", False),
        ("Jane Doe, John Roe, Max Moe, Ann Lee, Kim Poe", False),
    ],
)
def test_lines_of_nothing_but_names(text: str, is_list: bool) -> None:
    assert is_list_of_names(text) is is_list


@pytest.mark.parametrize(
    ("names", "byline"),
    [
        (["Jane Doe", "jane-doe"], "Jane Doe"),
        (["jane-doe", "Jane Doe"], "Jane Doe"),
        (["Jane Doe", "The Courier"], "Jane Doe"),
        (["Jane Doe", "courier"], "Jane Doe"),
        (["Jane Doe, The Courier"], "Jane Doe"),
        (["The Courier"], "The Courier"),
    ],
)
def test_a_site_signs_where_nobody_else_does(names: list[str], byline: str) -> None:
    assert split_byline(names, ["The Courier", "courier.example"])[0] == byline
