"""``polydigest diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.common import stop
from flows.cli.output import print_line, print_lines

_Run = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")]


def diff(before: _Run, after: _Run) -> None:
    """Print what changed from one run to another: stories, sentences, translations, verdicts.

    `+` is new, `-` is gone, `~` has changed.
    """
    from digests.comparison import compare
    from digests.digest import read_digest
    from digests.render.view import counted
    from digests.versions import RecordError

    try:
        old, new = (read_digest(folder / "digest.json") for folder in (before, after))
    except RecordError as error:
        stop(str(error))
    for digest in (old, new):
        print_line(f"{digest.run}: {counted(len(digest.entries), 'story', 'stories')}")
    print_lines(compare(old, new).lines())
