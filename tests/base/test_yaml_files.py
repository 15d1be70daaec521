from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from base.yaml_files import MAX_BYTES, YamlError, parse_texts, parse_yaml, read_yaml

BOMB = "a0: &a0 [x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
MERGED = "a0: &a0 {x: 1}\n" + "".join(
    f"a{n}: &a{n}\n  <<: [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no: Yes", {"no": "Yes"}),
        ("on: true", {"on": True}),
        ("a: 2023-99-99", {"a": "2023-99-99"}),
        ("a: 1:30", {"a": "1:30"}),
        ("a: [12, -1, 0x1F, 0o17, 012, 1_000]", {"a": [12, -1, 31, 15, 12, "1_000"]}),
        ("a: [.5, 1., 1e3, -1.5E-1, '1e3', .]", {"a": [0.5, 1.0, 1000.0, -0.15, "1e3", "."]}),
        ("a: [~, null, '', ]\nb:", {"a": [None, None, ""], "b": None}),
        ("x: &x {a: 1, b: 2}\ny: {<<: *x, b: 3}", {"x": {"a": 1, "b": 2}, "y": {"a": 1, "b": 3}}),
        ("\ufeffa: 北京 😀", {"a": "北京 😀"}),
        ("", None),
    ],
)
def test_scalars_are_those_of_yaml_1_2(written: str, value: Any) -> None:
    assert parse_yaml(written.encode(), "desk.yaml") == value


@pytest.mark.parametrize(
    ("written", "where", "reason"),
    [
        (f"\na: {'9' * 5000}", "line 2, column 4", "a number of 5,000 characters"),
        (f"a: 0x{'f' * 5000}", "line 1, column 4", "a number of 5,002 characters"),
        (f"a:\n  {'[' * 20_000}", "line 2", "nest"),
        (f"{'{a: ' * 20_000}", "line 1", "nested more than 50 deep"),
        (BOMB, "line 7", "more than 500,000 values"),
        (MERGED, "line 13", "more than 500,000 values"),
        ("a: &a [*a]", "line 1, column 8", "an alias of what is not there, or of itself"),
        ("a: 1\nb: *c", "line 2, column 4", "an alias"),
        ("".join(f"a{n}: &b{n} 1\n" for n in range(200_000)), "line 1001", "anchors"),
        ("a: 1\nb: 2\na: 3", "line 3, column 1", "the key 'a' is there twice"),
        ("a:\n\tb: 1", "line 2, column 1", "found character"),
        ("a: b\nc: \0", "line 2", "the character U+0000"),
        ("a: !!binary aGk=", "line 1, column 4", "a tag"),
        ("a: !!python/object/apply:os.system [id]", "line 1, column 4", "a tag"),
        ("a: !!bool maybe", "line 1, column 4", "a tag"),
        ("a: .nan", "line 1, column 4", "no number that can be meant"),
        ("a: -.inf", "line 1, column 4", "no number that can be meant"),
        ("a: 1e400", "line 1, column 4", "no number that can be meant"),
        ("? [a]\n: 1", "line 1, column 3", "a list or mapping is no key"),
        ("a: 1\n---\nb: 2", "line 2, column 1", "another document"),
        ("a: secret: b", "line 1, column 10", "mapping values are not allowed"),
    ],
)
def test_what_no_file_needs_is_refused_with_its_line_at_once(
    written: str, where: str, reason: str
) -> None:
    begun = perf_counter()
    with pytest.raises(YamlError, match=r"^desk\.yaml, line \d+") as refused:
        parse_yaml(written.encode(), "desk.yaml")
    assert perf_counter() - begun < 2
    assert where in refused.value.thing
    assert reason in refused.value.reason
    assert "secret" not in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1"])
def test_other_encodings_are_refused(encoding: str) -> None:
    with pytest.raises(YamlError, match="line 2: not valid YAML: not UTF-8; save it as UTF-8"):
        parse_yaml(b"a: 1\n" + "b: é".encode(encoding), "desk.yaml")


def test_a_file_is_read_as_far_as_it_may_go(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(YamlError, match=f"large.yaml: larger than {MAX_BYTES:,} bytes"):
        read_yaml(path)
    with pytest.raises(YamlError, match="cannot be read: Is a directory; check the path"):
        read_yaml(tmp_path)


def test_what_comes_from_the_web_is_texts_whatever_its_tags_say() -> None:
    written = "date: 2023-99-99\nn: 012\nno: !ruby/sym yes\nn: 13"
    assert parse_texts(written, "page.md") == {"date": "2023-99-99", "n": "13", "no": "yes"}
    with pytest.raises(YamlError, match="500,000 values"):
        parse_texts(BOMB, "page.md")
