"""The flow that only reads: sources change and vanish, what was read is kept."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated, Any

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed
from pydantic import Field

from articles.article import ArticleError
from articles.sources import read_articles
from articles.sources.archive import keep
from articles.sources.kind import Skipped
from flows.logs import show_progress

logger = logging.getLogger(__name__)


@flow(name="ingest", flow_run_name="ingest-to-{archive}")
def ingest(
    sources: Annotated[
        list[str], Field(min_length=1, description="Files, folders or sources.yaml lists to read")
    ],
    archive: Annotated[
        str, Field(description="Folder that keeps the articles: a source of later digests")
    ] = "outputs/articles",
    language: Annotated[str, Field(description="Language of the articles")] = "en",
) -> State[Any]:
    """Read the sources and keep each article that is new; returns how many inputs failed."""
    show_progress()
    new = known = failed = 0
    for read in read_articles(sources, language=language):
        if isinstance(read, Skipped):
            logger.info("%s", read)
            continue
        if isinstance(read, ArticleError):
            logger.warning("%s", read)
            failed += 1
            continue
        try:
            fresh = keep(read, Path(archive))
        except OSError as error:
            return Failed(
                message=f"the archive {archive}: it cannot be written ({error.strerror}); "
                "free some space, change its permissions, or name another folder"
            )
        new, known = new + fresh, known + (not fresh)
    return Completed(
        message=f"{new} new articles kept in {archive}, {known} known, {failed} failed", data=failed
    )
