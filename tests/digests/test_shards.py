"""Shards: what is collected into them, and what becomes of one with an event that fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from articles.sources import read_articles
from base.database import default_url
from digests import shards
from digests.assembly import make_editor
from digests.profile import load_profile
from digests.shards import collect_shards, edit_shard, entries_of, events_of
from digests.store import Store
from models.tasks import Document, DraftSummary, Summariser, UnusableError
from tests.conftest import with_settings
from tests.models.endpoints import Reply, completion, faulty

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "articles"


def test_every_input_is_in_a_shard_or_has_an_outcome_that_says_why_not(
    tmp_path: Path, tiny_profile: Path
) -> None:
    (tmp_path / "empty.md").touch()
    sources = [str(EXAMPLES), str(tmp_path / "empty.md")]
    profile = load_profile(str(tiny_profile)).model_copy(update={"shard_size": 2})
    collected = collect_shards(
        read_articles(sources), tmp_path, profile, default_url(tmp_path), since=date(2022, 6, 1)
    )
    events = [event for shard in collected.shards for event in events_of(shard)]
    assert [len(events_of(shard)) for shard in collected.shards[:-1]] == [2] * (
        len(collected.shards) - 1
    )
    assert len(events) == collected.events
    within = {article.id: event.id for event in events for article in event.articles}
    digested = {o.article: o.story for o in collected.outcomes if o.status == "digested"}
    assert digested == within
    others = {o.status: o.reason for o in collected.outcomes if o.status != "digested"}
    assert others.keys() == {"failed", "skipped"}
    assert "before 2022-06-01" in (others["skipped"] or "")


@dataclass(frozen=True)
class Squeamish:
    """A summariser that cannot bear one title."""

    summariser: Summariser
    title: str

    @property
    def fingerprint(self) -> str:
        return self.summariser.fingerprint

    def summarise(self, documents: Sequence[Document], *, attempt: int = 0) -> list[DraftSummary]:
        if any(document.title == self.title for document in documents):
            raise RuntimeError("out of memory")
        return self.summariser.summarise(documents, attempt=attempt)


def test_an_event_that_fails_costs_no_other(
    tmp_path: Path, tiny_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = load_profile(str(tiny_profile)).model_copy(update={"shard_size": 100})
    url = default_url(tmp_path)
    [shard] = collect_shards(read_articles([str(EXAMPLES)]), tmp_path, profile, url).shards
    events = events_of(shard)
    assert len(events) > 4
    victim = events[2]
    monkeypatch.setattr(
        shards,
        "make_editor",
        lambda *arguments: replace(
            editor := make_editor(*arguments),
            summariser=Squeamish(editor.summariser, victim.lead.title),
        ),
    )
    with Store(default_url(tmp_path)) as store:
        edited = edit_shard(shard, load_profile(str(tiny_profile)), ["ru"], store)
        assert edited.failed == {victim.id: "RuntimeError: out of memory"}
        monkeypatch.undo()
        made = [entry.id for entry, _ in entries_of(shard, edited, default_url(tmp_path))]
        assert made == [story.id for story in events if story is not victim]
        again = edit_shard(shard, load_profile(str(tiny_profile)), ["ru"], store)
    assert (again.cached, again.failed) == (len(events) - 1, {})
    [first], [second] = edited.usage, again.usage
    assert (first.model, first.engine, first.cost) == ("tests/marian", "torch", None)
    assert first.tokens_read > second.tokens_read > 0, "what is cached takes no tokens"
    assert first.tokens_written > second.tokens_written > 0


def test_a_ceiling_that_is_reached_ends_the_shard(tmp_path: Path, tiny_profile: Path) -> None:
    url = default_url(tmp_path)
    read = read_articles([str(EXAMPLES)])
    shard, *_ = collect_shards(read, tmp_path, load_profile(str(tiny_profile)), url).shards
    with faulty(lambda _: Reply(completion("Судно вышло."))) as server:
        model = {"family": "chat", "engine": "server", "name": "tiny", "base_url": server.url}
        dear = {**model, "token_ceiling": 2000, "concurrency": 1}
        profile = load_profile(str(with_settings(tiny_profile, tmp_path, translators={"*": dear})))
        with (
            Store(default_url(tmp_path)) as store,
            pytest.raises(UnusableError, match="of the 2,000 tokens of a run"),
        ):
            edit_shard(shard, profile, ["ru"], store)
