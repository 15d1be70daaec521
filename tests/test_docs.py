"""What the documentation says is so: its links lead somewhere, its examples run."""

from __future__ import annotations

import re
import sys
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from articles.article import Article, ArticleError
from articles.sources import kinds, read_articles
from checks.contexts import TranslationContext
from checks.coverage import translation_coverage
from checks.registry import make_translation_checks
from digests.format_names import format_names
from language import pack as packs
from tests.digests.samples import canal, digest, written

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")])
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_EXAMPLE = re.compile(r"```python\n# (?P<path>\S+)\n(?P<code>.*?)```", re.DOTALL)
_TOML = re.compile(r"```toml\n(.*?)```", re.DOTALL)
EXAMPLES = {
    match["path"]: match["code"]
    for match in _EXAMPLE.finditer((ROOT / "docs" / "extending.md").read_text(encoding="utf-8"))
}


def anchors(page: Path) -> set[str]:
    headings = _HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if link.startswith(("http:", "https:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    named = {Path(link).name for link in _LINK.findall(index)}
    assert {page.name for page in PAGES if page.parent == ROOT / "docs"} <= named


def test_the_table_of_languages_is_that_of_the_code() -> None:
    page = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
    rows = [[c.strip() for c in row.split("|")[1:-1]] for row in page.splitlines() if "|" in row]
    for column, language in enumerate(("ru", "zh", "und"), start=1):
        told = {row[0] for row in rows[2:] if row[column] == "yes"}
        assert told == set(translation_coverage(language).checked)


def example(path: str) -> types.ModuleType:
    module = types.ModuleType(path.removesuffix(".py").replace("/", "."))
    sys.modules[module.__name__] = module  # dataclasses look their module up
    exec(compile(EXAMPLES[path], path, "exec"), module.__dict__)
    return module


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Install the documented package, with its entry points."""
    (tmp_path / "newsroom").mkdir()
    for path in (path for path in EXAMPLES if path.startswith("newsroom/")):
        (tmp_path / path).write_text(EXAMPLES[path], encoding="utf-8")
    info = tmp_path / "newsroom-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: newsroom\nVersion: 1.0\n")
    points = [
        f"[{group}]\n" + "\n".join(f"{name} = {value}" for name, value in named.items())
        for block in _TOML.findall((ROOT / "docs" / "extending.md").read_text(encoding="utf-8"))
        for group, named in tomllib.loads(block)["project"]["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(points))
    monkeypatch.syspath_prepend(str(tmp_path))
    kinds.cache_clear()
    format_names.cache_clear()
    yield
    kinds.cache_clear()
    format_names.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "newsroom"]:
        del sys.modules[name]


@pytest.mark.usefixtures("newsroom")
def test_the_example_of_a_source_is_read(tmp_path: Path) -> None:
    path = tmp_path / "night.telex"
    wire = (ROOT / "examples" / "articles" / "ever-given-freed.txt").read_bytes()
    path.write_bytes(wire + b"\nNNNN\n" + b"Too short.")
    article, short = read_articles([str(path)])
    assert isinstance(article, Article)
    assert article.source.location.endswith("night.telex#1")
    assert isinstance(short, ArticleError)


@pytest.mark.usefixtures("newsroom")
def test_the_example_of_a_format_is_written() -> None:
    made = digest(canal())
    (text,) = written(made, ("headlines",)).values()
    assert text.startswith(canal().headline.text)


def test_the_example_of_a_language_is_one_folder_and_one_line(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(packs.pack.cache_clear)

    def failed() -> set[str]:
        context = TranslationContext(
            source="The talks did not fail.",
            hypothesis="La intertraktado malsukcesis.",
            target="eo",
        )
        verdicts = [check.verdict(context) for check in make_translation_checks({})]
        return {verdict.name for verdict in verdicts if verdict.status == "failed"}

    packs.pack.cache_clear()
    assert failed() == set()
    example("language/esperanto/pack.py")
    monkeypatch.setitem(packs.FOLDERS, "eo", "language.esperanto")
    packs.pack.cache_clear()
    assert failed() == {"negation"}
    assert "negation" in translation_coverage("eo").checked
