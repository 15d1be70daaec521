"""Sections of a document that benchmarks write anew; what people wrote around them stays."""

from __future__ import annotations

import re
from pathlib import Path


def put_section(document: Path, name: str, text: str) -> None:
    """Put a section into a document, in the place of the one of that name, else at its end."""
    begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
    old = document.read_text("utf-8") if document.is_file() else ""
    section = f"{begin}{text.strip()}\n{end}"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    new = pattern.sub(lambda _: section, old) if pattern.search(old) else f"{old}\n{section}"
    document.write_text(new, "utf-8")
