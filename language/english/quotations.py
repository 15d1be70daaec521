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
SPEAKING_FORMS = (
    r"sa(?:id|ys?|ying)|t(?:old|ells?|elling)|add(?:s|ed|ing)|repl(?:ied|ies|ying)|wrote|writes"
    r"|ask(?:s|ed|ing)|call(?:s|ed|ing)|describ(?:es|ed|ing)|argu(?:es|ed|ing)|insist(?:s|ed|ing)"
    r"|stat(?:es|ed|ing)|declar(?:es|ed|ing)|announc(?:es|ed|ing)|warn(?:s|ed|ing)|recall(?:s|ed)"
    r"|explain(?:s|ed|ing)|not(?:es|ed|ing)|admit(?:s|ted|ting)|acknowledg(?:es|ed)|retorted"
    r"|promis(?:es|ed|ing)|spoke|speaks|claim(?:s|ed|ing)|tweet(?:s|ed)|posted|shout(?:s|ed|ing)"
    r"|cried|continued|continues|conclud(?:es|ed)|stress(?:es|ed|ing)|suggest(?:s|ed)|observ(?:es"
    r"|ed)"
    r"|comment(?:s|ed|ing)|remark(?:s|ed)|respond(?:s|ed|ing)|testified|vow(?:s|ed)|urg(?:es|ed)"
    r"|emphasi[sz](?:es|ed)|conced(?:es|ed)|reveal(?:s|ed)|quipped|joked|complain(?:s|ed)|protested"
    r"|agree[sd]|den(?:ies|ied)|according to|alleg(?:es|ed)|boast(?:s|ed)|whispered|lamented"
)
"""Verbs that go with direct speech, in the forms that they have there."""
