from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from language.glossary import Glossary, GlossaryError
from language.renderings import occurs

BASE = Path(__file__).resolve().parents[2] / "configs" / "glossary.base.yaml"


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.load([BASE])


def renderings(glossary: Glossary, text: str, target: str, context: str = "") -> dict[str, str]:
    return {t.source: t.renderings[0] for t in glossary.terms(text, target, context)}


def test_base_glossary_is_large_written_in_the_right_scripts_and_without_duplicates() -> None:
    content = yaml.safe_load(BASE.read_text(encoding="utf-8"))
    written = [(term, entry) for entries in content.values() for term, entry in entries.items()]
    assert len(written) >= 300
    for term, entry in written:
        for language, pattern in (("zh", r"[\u4e00-\u9fff]"), ("ru", r"[А-Яа-яЁё]")):
            values = entry.get(language, [])
            values = [values] if isinstance(values, str) else values
            assert len(values) == len(set(values)), term
            if entry.get(language) and not re.search(r"[A-Z]{2}|[a-z][A-Z]", term):
                assert any(re.search(pattern, value) for value in values), (term, language)
    forms = [
        form
        for kind, entries in content.items()
        if kind != "country"
        for term, entry in entries.items()
        for form in (term, *entry.get("aliases", []))
    ]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("South Korea and North Korea", "zh", {"South Korea": "韩国", "North Korea": "朝鲜"}),
        ("the UN Security Council", "zh", {"UN Security Council": "联合国安理会"}),
        ("Russia's security council", "ru",
         {"Russia": "Россия", "security council": "Совет безопасности"}),
        ("Russian and Chinese jets", "ru", {"Russian": "российский", "Chinese": "китайский"}),
        ("It took us a week in turkey sauce.", "zh", {}),
        ("US troops", "ru", {"US": "США"}),
        ("The Washington Post in Washington, D.C.", "zh",
         {"Washington Post": "华盛顿邮报", "Washington, D.C.": "华盛顿"}),
        ("Paris Hilton met Michael Jordan.", "zh", {}),
        ("He went to Paris.", "ru", {"Paris": "Париж"}),
        ("isolation from the West deepens", "ru", {"the West": "Запад"}),
        ("Sergey Lavrov", "ru", {"Sergey Lavrov": "Сергей Лавров"}),
        ("South Korea", "de", {"South Korea": "Südkorea"}),
    ],
)  # fmt: skip
def test_terms(glossary: Glossary, text: str, target: str, expected: dict[str, str]) -> None:
    assert renderings(glossary, text, target) == expected


def test_a_family_name_counts_beside_the_full_name_only(glossary: Glossary) -> None:
    assert renderings(glossary, "Wang will hold talks.", "zh") == {}
    assert renderings(glossary, "Wang will hold talks.", "zh", "Wang Yi is here.") == {
        "Wang": "王毅"
    }
    assert renderings(glossary, "Putin met Wang Yi. Wang left.", "ru") == {
        "Putin": "Путин",
        "Wang Yi": "Ван И",
        "Wang": "Ван",
    }


@pytest.mark.parametrize(
    ("source", "hypothesis", "target", "seen"),
    [
        ("Beijing and Moscow agreed.", "Берлин и Москва договорились.", "ru", ["Берлин"]),
        ("South Korea", "朝鲜", "zh", ["朝鲜"]),
        ("South Korea", "Северной Кореей", "ru", ["Северная Корея"]),
        ("The leader spoke.", "Президент Буш выступил.", "ru", ["Буш"]),
        ("The leader spoke.", "普京总统发表讲话。", "zh", ["普京"]),
        ("Beijing said so.", "中国这样表示。", "zh", []),
        ("He criticised Americans.", "Он критиковал США.", "ru", []),
        ("Developing nations met.", "发展中国家举行会议。", "zh", []),
        ("In addition to that", "Того и другого не было.", "ru", []),
        ("Xi arrived.", "习近平抵达。", "zh", []),
        ("It is NATO's.", "这是北大西洋公约组织的。", "zh", []),
        ("Nikos Karathanos acts.", "尼科斯·卡拉萨诺斯饰演。", "zh", []),
        ("CBS said so.", "哥伦比亚广播公司如此报道。", "zh", []),
        ("He spoke to Dominic Cummings.", "Он говорил с Домиником Каммингсом.", "ru", []),
        ("Talks went on.", "Gespräche in Berlin", "de", []),
    ],
)
def test_foreign_names(
    glossary: Glossary, source: str, hypothesis: str, target: str, seen: list[str]
) -> None:
    found = glossary.foreign(hypothesis, source, target)
    assert [term.renderings[0] for term in found] == seen


@pytest.mark.parametrize(
    ("rendering", "text", "language", "expected"),
    [
        ("Патрушев", "по приглашению Патрушева", "ru", True),
        ("Южная Корея", "в Южной Корее", "ru", True),
        ("Южная Корея", "в Северной Корее", "ru", False),
        ("Австрия", "в Австралии", "ru", False),
        ("США", "в США", "ru", True),
        ("МИД", "по данным МИДа", "ru", True),
        ("российский", "российско-китайский", "ru", True),
        ("американский", "афроамериканский", "ru", True),
        ("Совет безопасности", "секретарь Совета Безопасности", "ru", True),
        ("西里尔·拉马福萨", "西里尔•拉马福萨", "zh", True),
        ("中", "中俄关系", "zh", True),
        ("中", "在会谈中", "zh", False),
        ("Südkorea", "Südkoreas", "de", True),
    ],
)
def test_occurs(rendering: str, text: str, language: str, expected: bool) -> None:
    assert occurs(rendering, text, language) is expected


def test_a_users_file_adds_and_overrides(tmp_path: Path, glossary: Glossary) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "person:\n  Jane Roe: {zh: 简·罗, ru: Джейн Роу, aliases: [Roe]}\n"
        "place:\n  Beijing: {zh: 京城}\n",
        encoding="utf-8",
    )
    both = Glossary.load([BASE, own])
    assert renderings(both, "Roe flew to Beijing.", "zh") == {"Roe": "简·罗", "Beijing": "京城"}
    assert renderings(both, "Roe flew to Beijing.", "ru") == {"Roe": "Роу", "Beijing": "Пекин"}
    assert both.fingerprint != glossary.fingerprint


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("person: {A B: {zh: 5}}", "zh: a rendering is a text"),
        ("person: {A B: [x]}", "an entry is a mapping"),
        ("person: {A B: {zh: 甲, colour: red}}", "unknown key 'colour'"),
        ("animal: {Cat: {zh: 猫}}", "animal"),
        ("{", "not valid YAML"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "g.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError, match=re.escape(reason)) as caught:
        Glossary.load([path])
    assert str(path) in str(caught.value)
    with pytest.raises(GlossaryError, match="cannot be read"):
        Glossary.load([tmp_path / "none.yaml"])
