"""How English marks what is quoted."""

from __future__ import annotations

import re

# An opening mark, and the paragraph's end where the closing mark is missing: in news, a quotation
# that runs over several paragraphs is closed only in the last.
QUOTATION = re.compile(
    r"“(?P<curly>[^“”\n]+)(?:”|(?=\n|$))"
    r"|\"(?P<straight>[^\"\n]+)(?:\"|(?=\n|$))"
    r"|(?<!\w)‘(?P<single>[^‘\n]+?)’(?!\w)"
)
BRACKETS: tuple[tuple[str, str], ...] = (("“", "”"), ("(", ")"), ("[", "]"))
