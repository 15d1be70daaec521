from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from language.glossary_file import GlossaryError, parse_names, read_bytes

BASE = Path(__file__).resolve().parents[2] / "configs" / "glossary.base.yaml"


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
        parse_names([(path, read_bytes(path))])
    assert str(path) in str(caught.value)
    with pytest.raises(GlossaryError, match="cannot be read"):
        read_bytes(tmp_path / "none.yaml")


def test_of_a_name_in_two_files_the_later_renderings_come_first(tmp_path: Path) -> None:
    files = [
        (
            tmp_path / "1",
            "place:\n  Bergen: {zh: 卑尔根, aliases: [Bjorgvin], country: 'NO'}".encode(),
        ),
        (tmp_path / "2", "place:\n  Bergen: {zh: 伯根, ru: Берген}".encode()),
    ]
    (bergen,) = parse_names(files)
    assert bergen.forms == ("Bergen", "Bjorgvin")
    assert bergen.renderings == {"zh": ("伯根", "卑尔根"), "ru": ("Берген",)}
    assert bergen.country == "NO"
