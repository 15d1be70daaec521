"""What becomes of decisions: the run's files anew, pairs to train on, proposals for a glossary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from articles.article import Article
from base.database import StoreError
from base.files import whole_file, why_unwritable
from digests.delivery.event_files import histories_of
from digests.digest import DigestHead, DigestSentence, Entry, Translation
from digests.format_names import format_names
from digests.render import Layout
from digests.render.formats import FormatError, files
from digests.render.view import plain
from digests.report import RunReport
from digests.review.decisions import Decision
from digests.versions import SCHEMA_VERSION

PROPOSALS = "glossary.proposed.yaml"


def pairs_name(target: str) -> str:
    """Name the file of sentence pairs for ``polydigest adapt``."""
    return f"pairs.{target}.tsv"


def head_of(digest: DigestHead) -> DigestHead:
    """Return what a digest says beside its entries, in this version of the format."""
    known = {name: getattr(digest, name) for name in DigestHead.model_fields}
    return DigestHead.model_validate({**known, "schema_version": SCHEMA_VERSION})


def write_outcome(
    folder: Path,
    head: DigestHead,
    entries: Iterable[tuple[Entry, Sequence[Article]]],
    report: RunReport,
) -> list[str]:
    """Write every format that the run has, and ``run.json``, anew; return the files' names.

    Entries come with the articles that the run kept. Each file is whole at any time;
    ``digest.json``, which says what was decided, is the last.

    Raises:
        StoreError: The disk is full, or the folder cannot be written.

    """
    settings = report.settings.get("formats") or {}
    try:
        layout = Layout(head, _formats(folder, head, settings), folder, settings)
        for entry, articles in entries:
            layout.add(entry, articles, histories_of(folder.resolve().parent, entry.id))
        told = report.model_copy(
            update={
                "schema_version": SCHEMA_VERSION,
                "counts": layout.tally.counts().model_copy(
                    update=report.counts.model_dump(
                        include={"read", "failed", "repeated", "stories", "cached"}
                    )
                ),
                "checks": layout.tally.checks(head),
            }
        )
        made: dict[str, Iterable[str | bytes]] = dict(layout.files(head.run))
        made["run.json"] = (told.model_dump_json(indent=2), "\n")
        made["digest.json"] = made.pop("digest.json")
        for name, pieces in made.items():
            _write(folder / name, pieces)
    except OSError as error:
        raise StoreError(f"the run's folder {folder}", *why_unwritable(error)) from error
    return sorted(made)


def write_side_files(
    folder: Path, head: DigestHead, entries: Sequence[Entry], decisions: Iterable[Decision]
) -> None:
    """Write pairs and proposals, as far as there are any, into the folder of a run.

    Raises:
        StoreError: The disk is full, or the folder cannot be written.

    """
    texts = {pairs_name(target): pairs(entries, target) for target in head.targets}
    texts[PROPOSALS] = proposals(decisions)
    try:
        for name, text in texts.items():
            if text or (folder / name).exists():
                _write(folder / name, [text])
    except OSError as error:
        raise StoreError(f"the run's folder {folder}", *why_unwritable(error)) from error


def pairs(entries: Iterable[Entry], target: str) -> str:
    """Return the translations that a person wrote or vouches for, as ``polydigest adapt`` reads.

    A line is a sentence, a tab, its translation, a tab and the id of its story.
    """
    return "".join(
        f"{plain(sentence.text)}\t{plain(made.text)}\t{plain(entry.id)}\n"
        for entry in entries
        for sentence in entry.sentences
        if (made := sentence.translations.get(target)) and _is_a_persons(sentence, made)
    )


def proposals(decisions: Iterable[Decision]) -> str:
    """Return the proposed terms as a glossary file, the latest rendering of a term first."""
    terms: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(dict))
    who: dict[str, None] = {}
    for decision in sorted(decisions, key=lambda decision: decision.time, reverse=True):
        if (term := decision.term) and decision.target:
            known = terms[term.kind][term.term].setdefault(decision.target, [])
            known += [term.rendering] if term.rendering not in known else []
            who[decision.editor] = None
    if not terms:
        return ""
    plainly = {kind: {term: dict(known[term]) for term in known} for kind, known in terms.items()}
    shown = yaml.safe_dump(plainly, allow_unicode=True, sort_keys=False, width=100)
    return f"# Proposed by {', '.join(who)}; name this file under `glossary` to use it.\n{shown}"


def _is_a_persons(sentence: DigestSentence, made: Translation) -> bool:
    """Whether a translation was written or accepted by a person, and no check marks it."""
    if made.edited is None or not sentence.supported or made.failed:
        return False
    was = made.edited.machine
    return made.edited.accepted or was is None or was.text != made.text


def _formats(folder: Path, head: DigestHead, settings: dict[str, dict[str, object]]) -> list[str]:
    """Name the formats that the run's folder has; what is not installed here stays as it is."""
    found = []
    for name in format_names():
        try:
            names = files(head, [name], settings)
        except FormatError:
            continue
        if all((folder / file).is_file() for file in names):
            found.append(name)
    return found


def _write(path: Path, pieces: Iterable[str | bytes]) -> None:
    with whole_file(path) as file:
        file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
