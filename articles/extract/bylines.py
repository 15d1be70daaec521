"""Bylines: who signs an article, person or agency."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extract.characters import one_line
from articles.extract.dates import MONTH
from articles.publishers import find_agency

MAX_SIGNATURE, MAX_NAMES = 1_000, 50
"""Characters of one place that says who signs, and how many such places are read."""

_BY = re.compile(
    r"(?:by|written by|reported by|story by|text by)\s*:?\s+(?P<names>.+)", re.I | re.S
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÞĀ-ŽА-Я][\w.'’-]*|[A-Z]\.|al-\w+|d'\w+)$")
_SMALL_WORD = re.compile(
    r"a|al|and|at|bin|da|de|del|den|der|di|dos|du|el|for|from|ibn|in|la|le|of|the|ten|ter|van|von"
    r"|with|y"
)
_ROLE = re.compile(
    r"affairs|agencies|analyst|bureau|business|chief|columnist|contributor|correspondent|defen[cs]e"
    r"|deputy|diplomatic|economics|editor|environment|foreign|health|international|news|political"
    r"|producer|reporter|science|senior|special|sports?|staff|technology|world|writer"
)
_SEPARATORS = re.compile(r"\s*(?:,|;|\||/|•|·|\n|\s[–—-]\s)\s*")
_PLACE_SUFFIX = re.compile(r"\s+in\s+[A-Z].*$")
_DEGREES = re.compile(
    r"(?:M\.?S\.?|R\.?D\.?N?|M\.?D|Ph\.?\s?D|D\.?Phil|MBA|M\.?A|MPH|R\.?N|B\.?Sc?|M\.?Sc|J\.?D|Esq|CFA"
    r"|CPA|DVM|LL\.?[BM]|Ed\.?D|CNN|OBE|MP)\.?", re.I
)  # fmt: skip
_SIGNED = re.compile(
    r"^(?:(?:written |reported |story |text )?by|von|par|por|di|da|door|av|af|автор(?:ы)?|текст"
    r"|文|记者|記者|作者|بقلم)\s*[:：/]?\s+|^(?:文|记者|記者|作者)\s*[:：/]\s*", re.I
)  # fmt: skip
_CLOCK_TAIL = re.compile(
    r"(?<!\s)\s*+(?:[|•·,–—-]\s*+)?(?:\b(?:published|updated|posted|last updated|on)\b"
    r"|\d+ (?:min|hour|day|week)"
    rf"|(?:{MONTH})\s+\d|\d{{1,2}}\s+(?:{MONTH})\b|\d{{4}}-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2}}"
    r"|\d{1,2}:\d\d).*$",
    re.I | re.S,
)
_DEGREE_TAIL = re.compile(
    r",\s*(?:M\.?D|Ph\.?D|M\.?S|R\.?D\.?N?|MBA|MPH|R\.?N|J\.?D|M\.?A|CFA|CPA)\.?(?=[,\s]|$)"
)
_TURNED = r"[^\W\d_][\w'’-]*, [^\W\d_][\w.'’-]*(?: [A-Z]\.)*"
_TURNED_LIST = re.compile(rf"{_TURNED}(?: (?:and|und|et|y|&) {_TURNED})+")
_AND = re.compile(r" (?:and|und|et|y|&) ")
_CHINESE_DESK = re.compile(
    r"^(?P<agency>[^\W\d_]{2,6}?)?(?:本报|本報)?(?:记者|記者|特派员|特派員)\s*[:：]?\s*"
)
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|https?://\S+|www\.\S+|\B@\w+")
_AROUND = re.compile(
    r"\s*\(\s*(?:[a-zß-ÿ./-]{1,6})?\s*\)|\s*\($|この記事の筆者|フォロー(?:する)?|すべて見る|一覧を見る"
    r"|\b(?:follow(?:ing)?|view all|see all|read more)$", re.I
)  # fmt: skip
"""Initials in brackets, and the buttons beside a name."""
_SLUG = re.compile(r"[a-z]+(?:-[a-z]+)+")
_NOT_WORD = re.compile(r"[\W_]+")


def split_byline(
    names: str | Sequence[str], sites: Sequence[str] = ()
) -> tuple[str | None, str | None]:
    """Split names as an article is signed into byline and news agency, either None.

    ``names`` is one line or several signatures; one of the ``sites``, by whatever name, is a
    signature only where nobody else signs.

    >>> split_byline("Jane Doe and John Roe in Geneva, Reuters")
    ('Jane Doe and John Roe', 'Reuters')
    """
    people, agency = _signatures([names] if isinstance(names, str) else names)
    own = {_key(site) for site in sites}
    persons = [name for name in people if _key(name) not in own]
    if not persons and not agency:
        persons = people[:1]
    return ", ".join(persons) or None, agency


def people_of(names: Sequence[str]) -> list[str]:
    """Return the people and desks that sign, each once, agencies left out."""
    return _signatures(names)[0]


def _signatures(entries: Sequence[str]) -> tuple[list[str], str | None]:
    people: dict[str, str] = {}
    agency = None
    for entry in entries[:MAX_NAMES]:
        signed = _CLOCK_TAIL.sub("", one_line(entry[:MAX_SIGNATURE]))
        line = _ADDRESS.sub(" ", signed).strip(" -–—|,")
        line = _SIGNED.sub("", _AROUND.sub("", line).strip())
        if (desk := _CHINESE_DESK.match(line)) and len(line) > desk.end():
            agency = agency or find_agency(desk["agency"] or "")
            line = line[desk.end() :]
        line = _DEGREE_TAIL.sub("", line)
        before = len(people)
        parts = _parts(line)
        for part in parts:
            if len(parts) > 1 and _is_office(part):
                continue  # "Jane Doe, professor at the university of a town"
            name, found = _name_and_agency(_PLACE_SUFFIX.sub("", part))
            agency = agency or found
            if name:
                # The same person may stand there as a slug as well: the proper name is kept.
                known = people.get(_key(name))
                if known is None or known.islower():
                    people[_key(name)] = name
        alone = [key for key in list(people)[before:] if agency and _is_place(people[key])]
        for key in alone if "," in line else ():
            del people[key]  # "Reuters, Geneva"
    return list(people.values()), agency


def _is_office(part: str) -> bool:
    """Whether a part of a signature says what somebody is: mostly words in small letters."""
    words = part.split()
    small = [word for word in words if word[:1].islower() and not _SMALL_WORD.fullmatch(word)]
    return len(words) >= 4 and len(small) >= 3


def _is_place(name: str) -> bool:
    return len(name.split()) == 1 and bool(_NAME_WORD.match(name)) and name[:1].isascii()


def _key(name: str) -> str:
    return _NOT_WORD.sub("", name).casefold().removeprefix("the")


def _parts(line: str) -> list[str]:
    if _TURNED_LIST.fullmatch(line):
        return [name for each in _AND.split(line) for name in _parts(each)]
    parts = [part for part in _SEPARATORS.split(line) if part.strip(" .:")]
    is_turned = (
        line.count(",") == 1
        and len(parts) == 2
        and not any(
            _is_role(part) or find_agency(part) or _DEGREES.fullmatch(part) for part in parts
        )
        and len(parts[0].split()) == 1
        and len(parts[1].split()) <= 2
        and all(
            re.fullmatch(r"[A-Z]\.", word) or (_NAME_WORD.match(word) and not word.isupper())
            for word in line.replace(",", " ").split()
        )
    )
    return [f"{parts[1]} {parts[0]}"] if is_turned else parts


def _is_role(part: str) -> bool:
    words = part.lower().strip(" .:").split()
    return all(_ROLE.fullmatch(word) or _SMALL_WORD.fullmatch(word) for word in words)


def _name_and_agency(part: str) -> tuple[str | None, str | None]:
    name = part.strip(" :·|")
    if name.endswith(".") and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", name):
        name = name[:-1]
    if not name or len(name) > 80 or _is_role(name) or _DEGREES.fullmatch(name):
        return None, None
    if agency := find_agency(name):
        return None, agency
    words = name.split()
    for size in range(1, len(words)):
        begins = find_agency(" ".join(words[:size]))
        if begins and _ROLE.fullmatch(words[-1].lower()):
            return None, begins
        ends = find_agency(" ".join(words[-size:]))
        if ends and len(words) - size >= 2 and len(" ".join(words[-size:])) > 2:
            return _name_and_agency(" ".join(words[:-size]))[0], ends
    while words and words[-1].lower() in {"and", "et", "und", "y", "e", "&", "with", "и"}:
        words.pop()
    # "Jane Doe Reporter", but "Courier staff reporter".
    while len(words) > 2 and _ROLE.fullmatch(words[-1].lower()):
        if _ROLE.fullmatch(words[-2].lower()) or words[-2].lower() == "staff":
            break
        words.pop()
    return _as_name(" ".join(words)), None


def _as_name(name: str) -> str | None:
    if _SLUG.fullmatch(name):
        name = name.replace("-", " ").title()
    if re.search(r"\d", name) and not name[:1].isalpha():
        return None
    return name.title() if name.isupper() and len(name.split()) > 1 else name


_LABELLED = re.compile(
    r"(?P<label>by|von|par|por|di|door|av|af|от)(?:\s*+[:：])?\s++(?P<names>.+)"
    r"|(?P<noun>(?:words|text|texto?|story|reporter|author|autor(?:in|a|e)?(?:/-?(?:autor)?(?:in)?)?"
    r"|auteure?|автор|текст|forfatter|författare|tekst)s?|作者|文|记者|記者)(?:\s*+[:：]\s*+|\s++)"
    r"(?P<named>.+)", re.I
)  # fmt: skip
_NAMES = re.compile(
    r"(?:(?<!\s)\s++)?(?:,|/|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bog\b|\boch\b|\bи\b)\s*"
)
_CJK_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")


def labelled_names(text: str, *, must_name: bool = False) -> str | None:
    """Return the names in a line that is labelled as a signature ("Von: Jane Doe"), or None.

    With ``must_name`` the label has to be a noun, as "author": "par" and "di" begin much else.
    """
    match = _LABELLED.fullmatch(text.strip()) if len(text) <= MAX_SIGNATURE else None
    if not match or (must_name and not match["noun"]):
        return None
    names = str(match["names"] or match["named"]).strip()
    return names if is_list_of_names(names) else None


def is_list_of_names(text: str) -> bool:
    """Whether ``text`` is nothing but one to four names of two words or more.

    >>> is_list_of_names("Jane Doe/John van der Roe"), is_list_of_names("Lower Maple, 40 euros")
    (True, False)
    """
    if len(text) > MAX_SIGNATURE:
        return False
    names = [name for name in _NAMES.split(text.strip()) if name]
    return 1 <= len(names) <= 4 and all(
        _CJK_NAME.fullmatch(name)
        or (
            2 <= len(words := name.split()) <= 4
            and all(_NAME_WORD.match(word) or _SMALL_WORD.fullmatch(word) for word in words)
            and not any(_SMALL_WORD.fullmatch(words[at]) for at in (0, -1))
            and not any(_ROLE.fullmatch(word.lower()) for word in words)
        )
        for name in names
    )


def byline_names(text: str) -> str | None:
    """Return the names in a line that is a byline ("By Jane Doe, Reuters"), or None."""
    if len(text) > MAX_SIGNATURE:
        return None
    tail = _CLOCK_TAIL.search(text)
    if tail and tail.start() > 4 and re.search(r"\d", tail[0]) and len(text.split()) <= 20:
        text = text[: tail.start()]  # "By Jane Doe on Monday, November 18, 2019 at 11:08 a.m."
    match = _BY.fullmatch(text)
    if not match or len(text) > 160 or re.search(r"\d|[!?:]", match["names"]):
        return None
    names = match["names"].strip()
    words = [word.strip(",;|/&•·()–—") for word in names.split()]
    is_signature = all(
        not word
        or _NAME_WORD.match(word)
        or _SMALL_WORD.fullmatch(word.lower())
        or _ROLE.fullmatch(word.lower())
        for word in words
    )
    ends_as_name = not names.endswith(".") or bool(re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", names))
    return names if is_signature and ends_as_name and _NAME_WORD.match(words[0]) else None
