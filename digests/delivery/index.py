"""``index.html`` of an output folder: all its runs, and a search over all that they say.

The page opens from the file system. What it searches lies beside it in ``search/``, a script per
month of runs, a line per run, since a page from the file system may load nothing else; the page
loads these when somebody searches. A new run costs its own lines and those of its month.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from base.files import make_folder, whole_file
from digests.delivery.runs import run_folders
from digests.render.phrases import phrases
from digests.render.templates import environment
from digests.render.view import language, plain

FOLDER = "search"

_MONTH = re.compile(r"\d{4}-\d{2}")
_BEGIN, _END = "polydigest.add(", ");\n"
_PAGES = ("html", "md", "json")

_environment = environment()
_environment.globals["moment"] = phrases("en").moment
_environment.filters["language_name"] = lambda code: language(code).name
_PAGE = _environment.get_template("index.html.jinja")
_FILES = resources.files("digests.render")
_SCRIPT = (_FILES / "index.js").read_text(encoding="utf-8")
_STYLE = (_FILES / "index.css").read_text(encoding="utf-8")


def write_index(out: Path) -> Path:
    """Write ``index.html`` and ``search/`` to an output folder; each file is whole or absent.

    Runs that are known are not read again, unless their ``digest.json`` is younger than what
    is known; runs that are gone vanish.

    Raises:
        OSError: The folder cannot be read or written.

    """
    months: dict[str, list[Path]] = defaultdict(list)
    for folder in run_folders(out):
        found = _MONTH.match(folder.name)
        months[found[0] if found else "other"].append(folder)
    make_folder(out / FOLDER)
    runs = []
    for month, folders in months.items():
        path = out / FOLDER / f"{month}.js"
        lines = _lines(path, folders)
        text = "".join(lines.values())
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            _write(path, text)
        runs += [_about(line) for line in lines.values()]
    for path in (out / FOLDER).glob("*.js"):
        if path.stem not in months:
            path.unlink()
    runs.sort(key=lambda run: str(run["run"]), reverse=True)
    page = _PAGE.render(
        runs=runs,
        scripts=Markup(_safe_json([f"{FOLDER}/{month}.js" for month in months])),
        script=Markup(_SCRIPT),
        style=Markup(_STYLE),
        script_hash=_csp_hash(_SCRIPT),
        style_hash=_csp_hash(_STYLE),
    )
    _write(out / "index.html", page)
    return out / "index.html"


def _lines(path: Path, folders: Sequence[Path]) -> dict[str, str]:
    """Return a line per run, known ones from the file."""
    known: dict[str, str] = {}
    since = 0
    if path.is_file():
        since = path.stat().st_mtime_ns
        with path.open(encoding="utf-8") as file:
            known = {str(about["run"]): line for line in file if (about := _about(line))}
    lines = {}
    for folder in folders:
        digest = folder / "digest.json"
        changed = digest.stat().st_mtime_ns if digest.is_file() else 0
        line = known.get(folder.name)
        lines[folder.name] = line if line and changed < since else _line(folder, digest)
    return lines


def _about(line: str) -> dict[str, Any]:
    """Read what a line says of its run; nothing where it is no such line."""
    try:
        about: dict[str, Any] = json.JSONDecoder().raw_decode(line, len(_BEGIN))[0]
    except ValueError:
        return {}
    return about if line.startswith(_BEGIN) and line.endswith(_END) else {}


def _line(folder: Path, path: Path) -> str:
    report, digest = _read(folder / "run.json"), _read(path)
    counts = report.get("counts", {})
    languages = [digest["source_language"], *digest["targets"]] if digest else []
    about = {
        "run": folder.name,
        "created": digest.get("created") or report.get("started"),
        "profile": report.get("profile", ""),
        "languages": languages,
        "entries": counts.get("entries", 0),
        "unsupported": counts.get("unsupported", 0),
        "marked": counts.get("translations_failed", 0),
        "corrections": sum(
            len((entry.get("event") or {}).get("corrections", ()))
            for entry in digest.get("entries", ())
        ),
        "pages": [kind for kind in _PAGES if (folder / f"digest.{kind}").is_file()],
    }
    entries = [_entry(entry, languages) for entry in digest.get("entries", [])]
    return f"{_BEGIN}{_safe_json(about)}, {_safe_json(entries)}{_END}"


def _read(path: Path) -> dict[str, Any]:
    """Read a record of this major version; nothing of another, or where there is none."""
    try:
        record: dict[str, Any] = json.loads(path.read_bytes())
        return record if re.match(r"1\.\d+$", record["schema_version"]) else {}
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return {}


def _entry(entry: Mapping[str, Any], languages: Sequence[str]) -> list[Any]:
    """Return an entry's anchor, and by language its headline and supported sentences."""
    sentences = [entry["headline"], *(s for s in entry["summary"] if s["supported"])]
    texts = {}
    for code in languages:
        shown = [s if code == languages[0] else _translation(s, code) for s in sentences]
        if shown[0] is not None:
            texts[code] = [_text(s) for s in shown if s is not None]
    return [quote(entry["id"], safe=""), texts]


def _translation(sentence: Mapping[str, Any], code: str) -> dict[str, Any] | None:
    found = sentence["translations"].get(code)
    return found and {**found, "supported": sentence["supported"]}


def _text(sentence: Mapping[str, Any]) -> str:
    """Return a text; what is not supported, or fails a check, begins with a mark.

    No check marks what a person vouches for.
    """
    accepted = (sentence.get("edited") or {}).get("accepted")
    failed = not accepted and any(check["status"] == "failed" for check in sentence["checks"])
    return ("⚠ " if failed or not sentence["supported"] else "") + plain(sentence["text"])


def _safe_json(value: Any) -> str:
    """Write JSON that can stand in a script, in a page or in a file of its own."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def _csp_hash(text: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _write(path: Path, text: str) -> None:
    with whole_file(path) as file:
        file.write(text.encode())
