"""What viewers of Markdown make of hostile texts: ``python -m benchmarks.markdown_viewers``.

Each of some hundred texts stands in every place of a digest that a text can stand in. Each viewer
that is installed renders the digest; its HTML is parsed, and may hold nothing but the elements and
links of the format, and every text as it was. Viewers beside the tests' own:
``pip install markdown2 mistune commonmark marko cmarkgfm pypandoc_binary``, and Debian's
``discount``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from itertools import product
from typing import Any

from lxml import html

from articles.article import Provenance
from checks.verdict import Check
from digests.digest import DigestHead, DigestSentence, Entry, EntryArticle, Translation
from digests.events.records import Watched
from digests.evidence import Evidence
from digests.render import Layout
from digests.render.view import plain

Render = Callable[[str], str]

MADE = datetime(2024, 5, 1, 6, tzinfo=UTC)
PAGE = "https://paper.example/news?id=5&section=world"

_LINKS = (
    "https://evil.example/a_b*c",
    "http://evil.example?x=1&copy=2",
    "ftp://evil.example",
    "//evil.example/x",
    "www.evil.example",
    "WWW.evil.example",
    "evil.com",
    "evil.рф/x",
    "news@evil.example",
    "-a.b+c_d@evil-host.example",
    "a@b.example@c.example",
    "mailto:news@evil.example",
    "xmpp:news@evil.example",
    "javascript:alert(1)",
    "data:text/html,<b>x</b>",
    "tel:+15551234",
)
_TAGS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='https://evil.example' onclick=alert(1)>x</a>",
    '<svg/onload="alert(1)">',
    "</a></li></ul><h1>x</h1>",
    "<!-- x -->",
    "<!-- x",
    "<![CDATA[x]]>",
    "<?php echo 1 ?>",
    "<% x %>",
    "<https://evil.example>",
    "<news@evil.example>",
    "<style>*{display:none}</style>",
    "<details open ontoggle=alert(1)>",
    "<textarea>",
    "<plaintext>",
    "< b >x< /b >",
    "<math><mi>x</mi></math>",
)
_MARKS = (
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "[x](<javascript:alert(1)> 'x')",
    "[x][1]",
    "[1]: https://evil.example 'x'",
    "[^1]",
    "[^1]: note",
    "^[note]",
    "[[Evil]]",
    "![[Evil]]",
    "[[Evil|x]]",
    "[ ] task",
    "[x] task",
    "[TOC]",
    "[@evil]",
    "*x* **x** ***x***",
    "_x_ __x__ a_b_c",
    "~~x~~ ~x~ x~2~",
    "==x== ++x++ x^2^ x^2",
    "`x` ``x`` ```x",
    "||x||",
    "{++x++} {--x--} {~~x~>y~~}",
    "{: onclick=alert(1)}",
    "{#id .class onclick=x}",
    "[x]{onclick=x}",
    "$x$ $$x$$",
    "$5 to $6, not $7",
    "$x",
    "\\(x\\) \\[x\\]",
    "$`x`$",
    ":smile: :+1: :100:",
    "{{ 7 * 7 }} {% include x %} {{< x >}} {{% x %}}",
    "${7*7} #{7*7} <%= 7*7 %> [%x%]",
    "@evil #1 #tag GH-1 evil/x#1",
    "| a | b |",
    "|---|---|",
    "a | b",
    "--- | ---",
    "# x",
    "x #",
    "C#",
    "###### x ######",
    "===",
    "---",
    "***",
    "___",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "1) x",
    "(1) x",
    "#. x",
    "a. x",
    "iv) x",
    "(@) x",
    "@x",
    "> x",
    ">>> x",
    ": definition",
    "~ definition",
    "*[x]: abbreviation",
    "!!! danger 'x'",
    "??? x",
    "/// x",
    "::: x",
    ":::{note} x",
    "```x",
    "~~~x",
    "    x",
    "% title",
    "+++",
    "...",
    "title: x",
    "import x from 'x'",
    "&lt;b&gt; &amp; &copy; &#60; &#x3c; &",
    "AT&T Q&A &copy x&",
    "\\<b> \\* \\\\* \\",
    "x\\",
    "x  ",
    "'x' \"x\" (x)",
    ".. x::",
    "=> x",
    "-> x <-",
    "%%x%%",
    "<<x>>",
    "^^x^^",
    ",,x,,",
    "!x !(x)",
    "2023. It began",
    "“x” «x» ‘x’",
    "价格为 $5，见 [这里](https://evil.example)。",
    "Цена $5 — *здесь* <b>",
)
_AROUND = ("{}", "a {} b", "*{}*", "[{}](x)", "({})", "{}{}", "a{}", "¡{}!", "电邮{}", "`{}`")


def hostile_texts() -> list[str]:
    """Return texts that mean something to one viewer or another."""
    made = [
        *_TAGS,
        *_MARKS,
        *(form.replace("{}", text) for text, form in product(_LINKS, _AROUND)),
        *(f"{one} {other}" for one, other in zip(_MARKS, reversed(_MARKS), strict=True)),
        *(f"{one}{other}" for one, other in zip(_TAGS, _MARKS, strict=False)),
    ]
    return list(dict.fromkeys(made))


def digest_of(texts: Sequence[str]) -> str:
    """Return ``digest.md`` of a digest that has each of the texts in every place."""
    head = DigestHead(run="sample", created=MADE, profile="sample", targets=("zh", "ru"), models=())
    layout = Layout(head, ["md"])
    for number, text in enumerate(texts):
        layout.add(_entry(f"{number:016x}", text))
    return b"".join(_bytes(piece) for piece in layout.files("sample")["digest.md"]).decode()


def _bytes(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


def _entry(key: str, text: str) -> Entry:
    proof = Evidence(article=key, start=0, end=1, text=text, score=0.9)
    doubt = Check(name="names", status="failed", expected=text, seen=text)

    def sentence(name: str, *, supported: bool = True) -> DigestSentence:
        name = f"{key}-{name}"
        return DigestSentence(
            id=name,
            text=text,
            origin="model",
            supported=supported,
            evidence=(proof,),
            checks=(doubt,),
            translations={"zh": Translation(renders=name, target="zh", text=text, checks=(doubt,))},
        )

    source = Provenance(
        location=text,
        sha256=key * 4,
        retrieved=MADE,
        publisher=text,
        byline=text,
        agency=text,
        licence=text,
        section=text,
        url=PAGE,
    )
    return Entry(
        id=key,
        fingerprint="",
        headline=sentence("h"),
        summary=(sentence("1"), sentence("2", supported=False)),
        watched=(Watched(name=text, found=(text,), evidence=(proof,)),),
        articles=(EntryArticle(id=key, title=text, language="en", source=source),),
    )


_INLINE = ("a", "code", "em", "i", "strong", "b", "del", "s", "strike", "br")
ELEMENTS = frozenset(
    ("html", "body", "div", "h1", "h2", "h3", "p", "blockquote", "ol", "ul", "li", *_INLINE)
)
"""What the format makes of itself, in the words of one viewer or another."""
_ATTRIBUTES = frozenset({"id", "href", "start", "type", "class"})
_ADDRESS = re.compile(r"(?:(?:https?|ftp)://|www\.)[!-~]+|[\w.+@-]+", re.IGNORECASE)
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


def faults(page: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the example of all that is not as the format has it."""
    tree: Any = html.document_fromstring(f"<div>{page}</div>")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield "comment", repr(element)
            continue
        if element.tag not in ELEMENTS:
            yield "element", element.tag
        for name, value in element.attrib.items():
            if name not in _ATTRIBUTES:
                yield "attribute", f"{element.tag} {name}={value[:40]}"
        if element.tag == "code" and not _ADDRESS.fullmatch(element.text_content()):
            yield "code", element.text_content()[:40]
        link = element.get("href") if element.tag == "a" else None
        if link and not link.startswith(("#0", f"{PAGE}#:~:text=")) and link != PAGE:
            yield "link", link[:80]
    seen = _folded(tree.text_content())
    for text in texts:
        if (words := _folded(plain(text))) and seen.count(words) < PLACES:
            yield "text", text


PLACES = 9
"""How often a digest shows a text, at least: a viewer may run it into its neighbours."""


def _folded(text: str) -> str:
    """Return a text without blanks and typographic niceties, which viewers may change."""
    text = "".join(text.translate(_TYPOGRAPHY).replace("...", "…").split())
    return re.sub("-+", "-", text)


def viewers() -> dict[str, Render]:
    """Return the viewers that are installed, by name, with all that they can be asked to know."""
    known: dict[str, Callable[[], Render]] = {
        "markdown-it-py, GFM with links": _markdown_it,
        "cmark-gfm": _cmark_gfm,
        "Python-Markdown, with extras": _python_markdown,
        "markdown2, with extras": _markdown2,
        "mistune, with all plugins": _mistune,
        "commonmark.py": lambda: _module("commonmark").commonmark,
        "Marko, GFM": lambda: _module("marko").Markdown(extensions=["gfm"]),
        "Discount, with links and extras": _discount,
        "pandoc, GFM": lambda: _pandoc("gfm"),
        "pandoc, its own with links": lambda: _pandoc(_PANDOC),
    }
    found = {}
    for name, make in known.items():
        try:
            found[name] = make()
        except (ImportError, OSError):
            print(f"{name}: not installed", file=sys.stderr)
    return found


def _module(name: str) -> Any:
    return import_module(name)


def _markdown_it() -> Render:
    render: Render = _module("markdown_it").MarkdownIt("gfm-like").render
    return render


def _cmark_gfm() -> Render:
    module = _module("cmarkgfm")
    options = _module("cmarkgfm.cmark").Options
    flags = options.CMARK_OPT_UNSAFE | options.CMARK_OPT_FOOTNOTES
    return lambda text: str(module.github_flavored_markdown_to_html(text, options=flags))


def _python_markdown() -> Render:
    extensions = ["extra", "admonition", "sane_lists", "codehilite", "meta", "wikilinks"]
    return lambda text: str(_module("markdown").markdown(text, extensions=extensions))


def _markdown2() -> Render:
    extras = ["fenced-code-blocks", "footnotes", "strike", "tables", "wiki-tables", "task_list"]
    extras += ["admonitions", "cuddled-lists", "header-ids", "metadata", "spoiler"]
    module = _module("markdown2")
    return lambda text: str(module.markdown(text, extras=extras))


def _mistune() -> Render:
    plugins = ["strikethrough", "footnotes", "table", "url", "task_lists", "def_list", "abbr"]
    plugins += ["mark", "insert", "superscript", "subscript", "math", "ruby", "spoiler"]
    render: Render = _module("mistune").create_markdown(escape=False, plugins=plugins)
    return render


def _discount() -> Render:
    if not (program := shutil.which("markdown")):
        raise FileNotFoundError
    flags = "-fautolink,footnote,fencedcode,dlextra"
    return lambda text: (
        subprocess.run(
            [program, flags], input=text, capture_output=True, text=True, check=True
        ).stdout
    )


_PANDOC = "markdown-smart+autolink_bare_uris+emoji+mark"


def _pandoc(dialect: str) -> Render:
    module = _module("pypandoc")
    module.get_pandoc_version()
    return lambda text: str(module.convert_text(text, "html", format=dialect))


def main() -> None:
    """Print a table: what each viewer made live, and which texts it changed."""
    texts = hostile_texts()
    document = digest_of(texts)
    print(f"{len(texts)} texts, {len(document):,} characters of Markdown")
    print("| viewer | elements | attributes | code | links | texts changed |")
    print("|---|---|---|---|---|---|")
    for name, render in viewers().items():
        found = list(dict.fromkeys(faults(render(document), texts)))
        kinds = Counter(kind for kind, _ in found)
        counts = [kinds[kind] for kind in ("element", "attribute", "code", "link", "text")]
        print(f"| {name} | {' | '.join(map(str, counts))} |")
        for kind, example in found[: 40 if "-v" in sys.argv else 0]:
            print(f"    {kind}: {example!r}")


if __name__ == "__main__":
    main()
