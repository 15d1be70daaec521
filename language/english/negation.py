"""Denials in English."""

from __future__ import annotations

import re

from language.pack import Negation

_WORDS = re.compile(
    r"\b(?:not|never|no longer|nobody|nothing|nowhere|neither|nor|none|cannot|without|unable"
    r"|stopp?(?:ed|ing|s)? short of|fail(?:s|ed|ing|ure)? to|refus\w+|den(?:y|ies|ied|ying)"
    r"|reject\w*|lack(?:s|ed|ing)?|absence|prevent(?:s|ed|ing)?|impossible|unlikely|unwilling"
    r"|rul(?:e|es|ed|ing) out|declin\w+ to|refrain\w* from|h[eo]ld(?:s|ing)? back from"
    r"|decid\w+ against|call(?:s|ed|ing)? off)\b|n['’]t\b|\bno (?!matter|\d|doubt)\w+",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"\bnothing but\b|\bmore often than not\b|(?:\bnot|n['’]t) hesitate\b"
    r"|\bno (?:problem|doubt|matter)\b"
    r"|(?:\bnever|\bnot|n['’]t)\b.* until\b|\bnot (?:only|just|merely|least|long)\b|\bwhy not\b"
    r"|(?:\bnot|n['’]t) (?:take|be|mind|last) (?:too |very |so )?long\b|n['’]t mind\b"
    r"|\bnot (?:his|her|their) real name|(?:\bnot|n['’]t)\b.* same\b"
    r"|\bno\. ?\d|\b(?:if|whether or) not\b|\bcan(?:no|['’]?)t (?:wait|help|but)\b"
    r"|\b(?:do|does|did|is|are|was|were|have|has|would|could|should|wo|ca)n['’]t "
    r"(?:you|we|they|it)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:not|never|nobody|nothing|cannot|no longer)\b|n['’]t\b", re.IGNORECASE)
_REASONS = re.compile(
    r"\b(?:no|un\w{4,}|in\w{4,}|im\w{4,}|ir\w{4,}|dis\w{4,}|non\w*|mis\w{3,}|\w+less|few|little"
    r"|hardly"
    r"|barely|rarely|seldom|only|until|unless|except|but|avoid\w*|miss\w*|stop\w*|end\w*|ban\w*"
    r"|block\w*"
    r"|bar(?:red|s)?|against|doubt\w*|too|rather|beyond|out of|yet to|short|forbid\w*|prohibit\w*"
    r"|illegal"
    r"|wrong|loss|lost|lose|quit|left|less|instead|away|abandon\w*|over|off|down|free|more than"
    r"|as|just"
    r"|always|still|keep|kept|remain\w*|long|longer|before|despite|regardless|whatever|however"
    r"|any\w*|even"
    r"|ever|than|far|hard|difficult\w*|both|ignor\w*|hat(?:e|es|ed|ing)|sick|alone)\b",
    re.IGNORECASE,
)

NEGATION = Negation(words=_WORDS, idioms=_IDIOMS, reasons=_REASONS, several=_SEVERAL)
