"""Watch lists: what is found of them, what is not, and which files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from digests.profile import CONFIGS
from digests.watch import MOST_EVIDENCE, Watch
from digests.watch_list import WatchListError, read_watch_list
from language.glossary import Glossary
from tests.digests.events.reports import report, story

LIST = """
names:
  Wang Yi:
  Vladimir Putin:
  МИД:
  US Steel: {zh: 美国钢铁}
words:
  grain deal: {ru: [зерновая сделка], zh: 粮食协议}
  art:
  strategy:
places: [Mali, Niger, Guinea, United States, China]
"""


def watch(path: Path, text: str = LIST) -> Watch:
    path.write_text(text, encoding="utf-8")
    return Watch(read_watch_list(path), Glossary.load([CONFIGS / "glossary.base.yaml"]))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watch:
    return watch(tmp_path_factory.mktemp("lists") / "watch.yaml")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Wang Yi met the art dealer.", {"Wang Yi": "Wang Yi", "art": "art"}),
        ("ru", "Её передали Ван И и Путину.", {"Wang Yi": "Ван И", "Vladimir Putin": "Путину"}),
        ("ru", "Итог зерновых сделок неясен.", {"grain deal": "зерновых сделок"}),
        ("ru", "В МИДе молчат о Мали.", {"МИД": "МИДе", "Mali": "Мали"}),
        ("zh", "外长王毅谈粮食协议。", {"Wang Yi": "王毅", "grain deal": "粮食协议"}),
        ("zh", "US Steel的工人和马里的军人。", {"US Steel": "US Steel", "Mali": "马里"}),
        ("zh", "美国钢铁停产。", {"US Steel": "美国钢铁", "United States": "美国"}),
        ("de", "Die Vereinigten Staaten, Mali.", {"Mali": "Mali"}),
        ("en", "Strategies of U.S. officials.", {"strategy": "Strategies", "United States": "U.S"}),
        ("en", "The Chinese navy left.", {"China": "Chinese"}),
        # Within another word, within a longer name, without the capitals, over the end of a line.
        ("en", "Nigeria let us part from Papua New Guinea, the USS Nimitz and Wang.\n\nYi.", {}),
        ("en", "It left the South China Sea.", {}),
        ("ru", "Малина из Нигерии, артель, мид-сезон.", {}),
        ("zh", "索马里官员说BUS Steels。", {}),
    ],
)
def test_names_are_found_in_any_form_and_never_within_another(
    watched: Watch, language: str, text: str, found: dict[str, str]
) -> None:
    matches = watched.matches([story(report(text, language))])
    assert {match.name: match.found[0] for match in matches} == found
    for match in matches:
        [proof] = match.evidence
        assert text[proof.start : proof.end] == proof.text
        assert match.found[0] in proof.text


def test_the_evidence_is_short_and_not_from_furniture(watched: Watch) -> None:
    flood = report(f"{'word ' * 5000}Mali {'word ' * 5000}")
    [match] = watched.matches([story(flood)])
    assert "Mali" in match.evidence[0].text
    assert len(match.evidence[0].text) < 500
    label = "More from Mali.\n\nA bus fell."
    doubtful = report(label).model_copy(update={"doubtful": ((0, 15),)})
    assert not watched.matches([story(doubtful)])
    many = [story(report(f"Report {number} of Mali.", title="Mali")) for number in range(9)]
    [match] = watched.matches(many)
    assert [proof.field for proof in match.evidence] == ["title"] * MOST_EVIDENCE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: [Wang Yi]", ["name: unknown key", "names, words or places"]),
        ("- Wang Yi", ["no watch list"]),
        ("", ["no watch list"]),
        ("names:", ["nothing is watched"]),
        ("names: Wang Yi", ["names: not a list", "dash"]),
        ("names: [false]", ["names: False is no text", "quotation marks"]),
        ("names: {Wang Yi: Ван И}", ["names: Wang Yi: not forms by language"]),
        ("names: {Wang Yi: {russian: Ван И}}", ["Wang Yi: russian: no code"]),
        ("names: {Oslo: {true: Oslo}}", ["Oslo: True: no code"]),
        ("places: {China: {zh: 中}}", ["China: zh: 中: one character"]),
        ("words: {tax: {ru: [[налог]]}}", ["tax: ru: a list is no text"]),
        ("words: ['...']", ["no word in it"]),
        ("words: ['a\\u202e']".replace("'", '"'), ["'a\\u202e' has no word"]),
        ("words: [tax]\nnames: [tax]", ["names: tax: it is there twice"]),
        (f"words: [{'x' * 101}]", ["too long"]),
        ("names: [Wang Yi", ["not valid YAML", "line 1"]),
        ("a: &a [x]\na: *a", ["line 2", "not valid YAML", "twice"]),
        ("x: " + "a" * 200_000, ["larger than"]),
    ],
)
def test_a_list_that_cannot_be_used_says_why(tmp_path: Path, text: str, words: list[str]) -> None:
    path = tmp_path / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WatchListError) as raised:
        read_watch_list(path)
    for word in (str(path), *words):
        assert word in str(raised.value)
    assert len(str(raised.value)) < len(str(path)) + 300
