from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from benchmarks.events import main, read_reports, single_pass, tf_idf

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks" / "event_set"
CHOSEN = {"norges-rt", "norges-wb", "norges-own", "norges-ru", "korea-yonhap", "korea-zh"}
EVENTS = ("norges-rate", "korea-rate")


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """Write a few reports on two events, the last first, and their labels."""
    labels = json.loads((FOLDER / "tune.labels.json").read_text(encoding="utf-8"))
    reports = {u: r for u, r in labels["reports"].items() if u.rpartition("/")[2] in CHOSEN}
    lines = (FOLDER / "tune.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if json.loads(line)["url"] in reports]
    (tmp_path / "small.jsonl").write_text("".join(reversed(kept)), encoding="utf-8")
    few = {"events": {e: labels["events"][e] for e in EVENTS}, "reports": reports}
    rest = dict.fromkeys(("figures", "quotations", "not_quotations", "denials"), ())
    (tmp_path / "labels.json").write_text(json.dumps(few | rest), encoding="utf-8")
    return tmp_path / "small.jsonl", tmp_path / "labels.json"


def test_single_pass_goes_by_time_likeness_and_window() -> None:
    start = datetime(2025, 3, 1, tzinfo=UTC)
    days = [9, 0, 1, 1, 4]
    vectors = np.array([[1, 0], [1, 0], [0.8, 0.6], [0, 1], [1, 0]], dtype=np.float32)
    times = [start + timedelta(days=day) for day in days]
    # The first comes last, beyond the window; the third and fifth extend the second.
    assert single_pass(vectors, times, 0.75) == [2, 0, 0, 1, 0]
    assert single_pass(vectors, times, 0.99) == [4, 0, 1, 2, 3]


def test_baselines_are_measured(
    small: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    file, labels = map(str, small)
    main([file, labels, "--baselines"])
    head, _, *table = capsys.readouterr().out.splitlines()
    assert head == "6 reports, 2 events; B³ F1 (precision, recall)"
    rows = {row.split(" | ")[0].removeprefix("| "): row.split(" | ")[1:] for row in table[2:]}
    assert list(rows) == ["polydigest", "copies only", "TF-IDF, time", "embedding, threshold"]
    assert rows["copies only"][0] == "5"
    # Of four reports two find two, two find one; of two each finds one.
    assert rows["copies only"][1].endswith("(1.00, 0.42)")
    assert all(row[-1].endswith(") |") for row in rows.values())


def test_tf_idf_finds_a_translation_further_than_a_report_in_its_language(
    small: tuple[Path, Path],
) -> None:
    articles = read_reports(small[0])
    likeness = tf_idf(articles) @ tf_idf(articles).T
    assert np.diag(likeness) == pytest.approx(1)
    english, chinese = (
        [n for n, article in enumerate(articles) if article.language == language]
        for language in ("en", "zh")
    )
    assert likeness[np.ix_(english, chinese)].max() < likeness[np.ix_(english, english)].min()
