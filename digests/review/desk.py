"""A run on the desk: persons decide about its texts, one after another, and it is written anew."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import Field
from sqlalchemy import URL

from articles.article import Article, Story
from base.database import StoreError
from base.errors import ExplainedError
from base.records import Frozen
from digests.digest import ARTICLES, DigestSentence, Entry, read_digest
from digests.evidence import Evidence
from digests.judge import Judge
from digests.report import read_report
from digests.review.decisions import (
    Decision,
    DecisionLog,
    EditorName,
    Line,
    Term,
    Wording,
)
from digests.review.outcome import head_of, write_outcome, write_side_files
from digests.review.revision import is_current, machine_entry, revise, sentences_of
from digests.store import Store

MAX_PASSAGES = 8

_log = logging.getLogger(__name__)


class ReviewError(ExplainedError):
    """What cannot be decided, or reviewed: names it, the reason and the remedy."""


class ConflictError(ReviewError):
    """Somebody else decided about the text since it was shown; nothing is lost of either."""


class Passage(Frozen):
    """A title or sentence of an article, by where it begins."""

    article: str = Field(max_length=64)
    field: Literal["title", "text"] = "text"
    start: int = Field(ge=0)


class Request(Frozen):
    """What a person asks to decide about a sentence, or its translation into ``target``."""

    editor: EditorName
    action: Literal["accept", "edit", "reject", "attribute", "restore", "propose"]
    sentence: str = Field(max_length=200)
    target: str | None = Field(None, max_length=20)
    seen: str = Field("", max_length=16, description="Last decision about it that they saw")
    text: Line | None = None
    passages: tuple[Passage, ...] = Field((), max_length=MAX_PASSAGES)
    term: Term | None = None


class Desk:
    """One run, with what persons decided about it; safe to share between threads."""

    def __init__(self, folder: Path, make_judge: Callable[[], Judge], store_url: str | URL) -> None:
        """Open a run; decisions that its files do not show yet are applied and written.

        Args:
            folder: Of the run.
            make_judge: Makes what judges texts that change; called once, when it is needed.
            store_url: Database that keeps decisions for later runs.

        Raises:
            RecordError: The folder holds no run that can be read.
            ExplainedError: Models or store are not usable, or the folder cannot be written.

        """
        self.folder = folder
        digest = read_digest(folder / "digest.json")
        self.head = head_of(digest)
        self._report = read_report(folder / "run.json")
        self._make_judge = make_judge
        self._judge: Judge | None = None
        self._store_url = store_url
        self._lock = threading.RLock()
        self._loading = threading.Lock()
        self._log = DecisionLog(folder)
        self._articles = _Articles(folder / ARTICLES)
        self.entries: list[Entry] = list(digest.entries)
        self._machine = {entry.id: machine_entry(entry) for entry in self.entries}
        self._places = {
            sentence.id: number
            for number, entry in enumerate(self.entries)
            for sentence in sentences_of(entry)
        }
        self._decisions: dict[str, list[Decision]] = {entry.id: [] for entry in self.entries}
        self._unwritten: set[str] = set()
        self._catch_up(self._log.news(), everywhere=True)
        if self.decisions:
            self._keep(self.decisions)
            self._write_side_files()
        if self.unwritten:
            self.write()

    @property
    def decisions(self) -> list[Decision]:
        """All decisions about this run, oldest first within an entry."""
        return [decision for found in self._decisions.values() for decision in found]

    @property
    def unwritten(self) -> int:
        """How many entries the files of the run do not show yet as they are."""
        return len(self._unwritten)

    @property
    def judge(self) -> Judge:
        """What judges texts that change; its embedder takes seconds to load."""
        with self._loading:
            if self._judge is None:
                self._judge = self._make_judge()
            return self._judge

    @property
    def has_articles(self) -> bool:
        """Whether the run kept its articles."""
        return bool(self._articles)

    def place(self, sentence: str) -> int | None:
        """Return the number of the entry that has a sentence, from 0; None where none has."""
        return self._places.get(sentence)

    def story(self, number: int) -> Story | None:
        """Return the articles of entry ``number``, from 0; None where they were not kept."""
        entry = self.entries[number]
        found = self._kept(entry)
        if not found or found[0].id != entry.articles[0].id:
            return None
        return Story(id=found[0].id, articles=found)

    def _kept(self, entry: Entry) -> tuple[Article, ...]:
        articles = (self._articles.get(article.id) for article in entry.articles)
        return tuple(article for article in articles if article is not None)

    def refresh(self) -> None:
        """Take in what other processes have decided about this run meanwhile."""
        with self._lock:
            self._catch_up(self._log.news())

    def decide(self, request: Request) -> None:
        """Keep a decision and apply it.

        Raises:
            ConflictError: Somebody else decided about the text since it was shown.
            ReviewError: There is no such text, or this cannot be done with it.
            StoreError: The decision cannot be written: it is not kept.

        """
        with self._lock:
            with self._log.locked():
                self._catch_up(self._log.news())
                decision = self._decision(request)
                self._log.append(decision)
            self._catch_up(self._log.news())
            self._keep([decision])
            self._write_side_files()

    def write(self) -> list[str]:
        """Write the files of the run with all decisions; return their names.

        Raises:
            StoreError: The disk is full, or the folder cannot be written.

        """
        with self._lock:
            self._catch_up(self._log.news())
            entries = (
                (entry, tuple(filter(None, (self._articles.get(a.id) for a in entry.articles))))
                for entry in self.entries
            )
            names = write_outcome(self.folder, self.head, entries, self._report)
            self._unwritten.clear()
            return names

    def _write_side_files(self) -> None:
        write_side_files(self.folder, self.head, self.entries, self.decisions)

    def _keep(self, decisions: Sequence[Decision]) -> None:
        """Keep decisions for later runs; the run's own log has them whatever happens here."""
        try:
            with Store(self._store_url) as store:
                store.put_decisions(d for d in decisions if d.action != "propose")
        except StoreError as error:
            _log.warning("not kept for later runs yet: %s", error)

    def _catch_up(self, news: Iterable[Decision], *, everywhere: bool = False) -> None:
        """Apply decisions to the entries that they are about; look at all of them if asked."""
        touched = set()
        for decision in news:
            if (number := self._places.get(decision.sentence)) is not None:
                self._decisions[self.entries[number].id].append(decision)
                touched.add(number)
        for number in range(len(self.entries)) if everywhere else sorted(touched):
            entry = self.entries[number]
            machine, decisions = self._machine[entry.id], self._decisions[entry.id]
            if not is_current(machine, entry, decisions):
                self.entries[number] = revise(machine, decisions, self.judge, self.story(number))
                self._unwritten.add(entry.id)

    def _decision(self, request: Request) -> Decision:
        what = f"sentence {request.sentence}"
        if request.sentence not in self._places:
            raise ReviewError(what, "there is none in this run", "load the page anew")
        entry = self.entries[self._places[request.sentence]]
        sentence = next(s for s in sentences_of(entry) if s.id == request.sentence)
        [machine] = (s for s in self._machine[entry.id].sentences if s.id == request.sentence)
        text = sentence.text
        edited = sentence.edited
        evidence = sentence.evidence
        renders = machine.text
        if request.target is not None:
            if request.target not in self.head.targets:
                raise ReviewError(what, f"no translation to {request.target}", "reload the page")
            what += f" in {request.target}"
            made = (sentence.translations | sentence.rejected).get(request.target)
            text, edited, evidence = (made.text, made.edited, ()) if made else ("", None, ())
            renders = sentence.text
        if request.seen != (edited.decisions[-1] if edited else "") and request.action != "propose":
            who = edited.editors[-1] if edited else "somebody, who restored it"
            raise ConflictError(
                what, f"{who} decided about it meanwhile", "look at it and decide again"
            )
        before = Wording(text=text, evidence=evidence)
        after: Wording | None = before
        match request.action:
            case "edit":
                if request.text is None or request.text == text:
                    raise ReviewError(what, "its text is as before", "write another, or accept it")
                after = Wording(text=request.text, evidence=evidence)
            case "attribute":
                after = Wording(text=text, evidence=self._chosen(entry, request, what))
            case "reject":
                if sentence is entry.headline and request.target is None:
                    raise ReviewError(what, "a story needs its headline", "edit it")
                after = None
            case "restore":
                if edited is None:
                    raise ReviewError(what, "nobody decided about it", "leave it as it is")
                after = _before_all(machine, request.target)
            case "propose":
                if request.term is None or request.target is None:
                    raise ReviewError(what, "no term is named", "give a term and its rendering")
        if not text and request.action in ("accept", "reject"):
            raise ReviewError(what, "there is no text", "write one")
        return Decision(
            id=secrets.token_hex(8),
            time=datetime.now(UTC),
            editor=request.editor,
            action=request.action,
            entry=entry.id,
            sentence=request.sentence,
            target=request.target,
            renders=renders,
            before=before,
            after=after,
            term=request.term if request.action == "propose" else None,
        )

    def _chosen(self, entry: Entry, request: Request, what: str) -> tuple[Evidence, ...]:
        if request.target is not None or not request.passages:
            raise ReviewError(what, "no passage is chosen", "choose sentences of the sources")
        own = {article.id for article in entry.articles}
        chosen = []
        for passage in dict.fromkeys(request.passages):
            article = self._articles.get(passage.article) if passage.article in own else None
            text = article and _passage_text(article, passage)
            if not text:
                raise ReviewError(
                    what,
                    "a passage is no sentence of the story's articles",
                    "choose among those that the page shows",
                )
            chosen.append(
                Evidence(
                    article=passage.article,
                    field=passage.field,
                    start=passage.start,
                    end=passage.start + len(text),
                    text=text,
                    score=1.0,
                )
            )
        return tuple(chosen)


def _before_all(machine: DigestSentence, target: str | None) -> Wording:
    if target is None:
        return Wording(text=machine.text, evidence=machine.evidence)
    made = machine.translations.get(target)
    return Wording(text=made.text if made else "")


def _passage_text(article: Article, passage: Passage) -> str | None:
    if passage.field == "title":
        return article.title if passage.start == 0 else None
    return next((s.text for s in article.sentences if s.start == passage.start), None)


class _Articles:
    """The articles of a run, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at: dict[str, int] = {}
        if path.is_file():
            with path.open("rb") as file:
                while True:
                    at = file.tell()
                    if not (line := file.readline()):
                        break
                    self._at[Article.model_validate_json(line).id] = at

    def __len__(self) -> int:
        return len(self._at)

    def get(self, key: str) -> Article | None:
        """Return an article by id; None where it was not kept."""
        if key not in self._at:
            return None
        with self._path.open("rb") as file:
            file.seek(self._at[key])
            return Article.model_validate_json(file.readline())
