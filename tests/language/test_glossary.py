from __future__ import annotations

from pathlib import Path

import pytest

from language.glossary import Glossary

BASE = Path(__file__).resolve().parents[2] / "configs" / "glossary.base.yaml"


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.load([BASE])


def renderings(glossary: Glossary, text: str, target: str, context: str = "") -> dict[str, str]:
    return {t.source: t.renderings[0] for t in glossary.terms(text, target, context)}


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
