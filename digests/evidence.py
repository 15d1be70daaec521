"""Evidence: the passage of an article that a statement rests on."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field

from base.records import Frozen


class Evidence(Frozen):
    """A passage of an article that supports a sentence: ``article.<field>[start:end] == text``."""

    article: str = Field(description="Article id")
    field: Literal["title", "text"] = "text"
    start: int = Field(
        ge=0,
        description="Offset in Unicode characters into that field of the article with that id: a "
        "line of the file that the digest names as `articles_file`",
    )
    end: int = Field(gt=0, description="Offset behind the last character")
    text: str
    score: float = Field(ge=0, le=1, description="How well the passage supports the sentence")
    run: str | None = Field(
        None, description="Earlier run whose articles file has the article; null: this run's"
    )

    @classmethod
    def of_title(cls, article: str, title: str, run: str | None = None) -> Self:
        """Return an article's whole title, by the article's id."""
        return cls(
            article=article, field="title", start=0, end=len(title), text=title, score=1.0, run=run
        )
