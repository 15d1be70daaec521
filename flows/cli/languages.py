"""``polydigest languages``."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.common import stop
from flows.cli.output import print_line, print_table


def languages(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="LANGUAGE", help="Codes such as de: shows these beside the known."),
    ] = None,
    source: Annotated[
        str, typer.Option("--source", "-s", help="Language that is translated from.")
    ] = "en",
) -> None:
    """Show which languages there are, and what is checked in each.

    Articles can be in a language whose sentences can be read here. Any language that a model
    translates into can be a target: what cannot be checked in it is left alone, and each digest
    says so.

    Example: **polydigest languages de fr**
    """
    from checks.coverage import summary_coverage, translation_coverage
    from language.pack import FOLDERS, LanguageError, pack, require_source, sources
    from models.language_codes import LANGUAGES

    if unknown := [code for code in codes or () if code not in LANGUAGES]:
        stop(
            f"language {unknown[0]!r}: no model family translates it; known: {', '.join(LANGUAGES)}"
        )
    try:
        require_source(source)
    except LanguageError as error:
        stop(str(error))
    print_line(f"articles in: {', '.join(f'{code} ({pack(code).name})' for code in sources())}")
    checked = summary_coverage(source).checked
    print_line(f"summaries in {pack(source).name}: {', '.join(checked)}")
    targets = list(dict.fromkeys([*(c for c in FOLDERS if c != source), *(codes or ())]))
    columns = [f"translations from {pack(source).name}", *(pack(t).name for t in targets)]
    table = []
    covered = {target: translation_coverage(target, source) for target in [*targets, "und"]}
    rows: dict[str, None] = {}
    for found in covered.values():
        rows |= dict.fromkeys((*found.checked, *found.unchecked))
    for subject in rows:
        marks = ["checked" if subject in covered[t].checked else "–" for t in targets]
        if "checked" in marks:
            table.append((subject, *marks))
    print_table(columns, table)
    print_line(f"any other language: {', '.join(covered['und'].checked)}")
