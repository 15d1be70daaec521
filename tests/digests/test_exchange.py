"""The formats for other systems: valid by their specifications, complete, and harmless."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree
from pyarrow import parquet
from schema_org import registry

from digests.digest import Digest, Entry
from digests.format_names import format_names
from digests.profile import CONFIGS, ProfileError, load_profile
from digests.render.exchange import MACHINE_SOURCE, UNSUPPORTED, uri
from digests.render.formats import FormatError
from digests.render.tables import TABLES
from tests.digests.samples import (
    HOSTILE,
    canal,
    digest,
    hostile,
    in_bytes,
    rover,
    sentence,
    written,
)

EXCHANGE = ("jsonld", "ninjs", "csv", "parquet", "xliff", "tmx")
WITHOUT_A_BROWSER = [name for name in format_names() if name != "pdf"]
LABEL = (
    "Summary by machine (example/summariser), translation by machine (example/translator-zh); "
    "⚠: doubted by an automatic check"
)
SAMPLES = [digest(), digest(canal()), digest(rover()), digest(hostile())]
FORMULAS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r\n=1", "＝1", "\u200b=1", " =1"]


@pytest.mark.parametrize("name", WITHOUT_A_BROWSER)
def test_a_format_gives_the_same_bytes_every_time(name: str) -> None:
    made = in_bytes(digest(), [name])
    assert made == in_bytes(digest(), [name])
    assert made
    for file in made:
        assert file.startswith("digest.")


@pytest.mark.parametrize("name", WITHOUT_A_BROWSER)
def test_an_empty_digest_is_a_whole_file(name: str) -> None:
    for made in in_bytes(digest().model_copy(update={"entries": ()}), [name]).items():
        check_well_formed(*made)


def check_well_formed(name: str, data: bytes) -> None:
    match name.rpartition(".")[2]:
        case "json" | "jsonld":
            json.loads(data)
        case "jsonl":
            list(map(json.loads, data.splitlines()))
        case "xlf" | "tmx":
            etree.fromstring(data)
        case "parquet":
            assert parquet.read_table(io.BytesIO(data)).num_rows == 0
        case _:
            assert data


def with_texts(texts: list[str]) -> Digest:
    """Build a digest whose sentences, and their translations, are these texts."""
    key = "7a" * 8
    one = canal()
    return digest(
        Entry.model_validate(
            {
                **one.model_dump(),
                "id": key,
                "headline": sentence(f"{key}-h", texts[0], zh=texts[0]),
                "summary": [
                    sentence(f"{key}-{number}", text, zh=text)
                    for number, text in enumerate(texts, 1)
                ],
            }
        )
    )


# schema.org


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from nodes(each)
    elif isinstance(value, list):
        for each in value:
            yield from nodes(each)


def fits(value: Any, ranges: tuple[str, ...]) -> bool:
    if isinstance(value, list):
        return all(fits(each, ranges) for each in value)
    if isinstance(value, dict):
        kinds = registry.get_model(value["@type"]).SCHEMA_TYPES if "@type" in value else ranges
        return bool({*kinds} & {*ranges})
    if isinstance(value, int):
        return "Integer" in ranges or "Number" in ranges
    enumerated = [
        member
        for name in ranges
        if name in registry.ENUM_BY_SCHEMA
        for member in registry.ENUM_BY_SCHEMA[name]
    ]
    return value in enumerated or bool({"Text", "URL", "Date", "DateTime"} & {*ranges})


@pytest.mark.parametrize("made", SAMPLES)
def test_json_ld_uses_the_vocabulary_of_schema_org(made: Digest) -> None:
    document = json.loads(written(made, ["jsonld"])["digest.jsonld"])
    assert document["@context"] == "https://schema.org"
    graph = document["@graph"]
    for node in nodes(graph):
        if "@type" not in node:
            assert node.keys() == {"@id"}
            continue
        known = {
            each.schema_name: each for each in registry.get_model(node["@type"]).SCHEMA_PROPERTIES
        }
        for name, value in node.items():
            if not name.startswith("@"):
                assert fits(value, known[name].ranges), (name, value)
    defined = {node["@id"] for node in nodes(graph) if "@type" in node and "@id" in node}
    strays = {uri("article", "not among the articles")}
    assert {node["@id"] for node in nodes(graph) if "@id" in node} - strays == defined


def test_json_ld_says_what_a_text_rests_on_and_who_wrote_it() -> None:
    graph = json.loads(written(digest(canal()), ["jsonld"])["digest.jsonld"])["@graph"]
    original, chinese, russian = graph[1:]
    assert original["@id"] == chinese["translationOfWork"]["@id"]
    assert [each["@id"] for each in original["workTranslation"]] == [chinese["@id"], russian["@id"]]
    assert [each["publisher"]["name"] for each in original["isBasedOn"]] == [
        "The Harbour Courier",
        "Northern Ledger",
        "Daily Compass",
    ]
    assert len(original["citation"]) == 3
    assert chinese["inLanguage"] == "zh"
    assert chinese["headline"] == "堵塞苏伊士运河六天的货轮重新浮起"
    assert chinese["creditText"] == LABEL
    assert {each["digitalSourceType"] for each in graph} == {
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    }


# ninjs

TEXTS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {
            "role": {"type": "string"},
            "contentType": {"type": "string"},
            "charCount": {"type": "integer"},
            "value": {"type": "string"},
        },
    },
}
NAMED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "role": {"type": "string"},
        "version": {"type": "string"},
        "schema": {"type": "string", "format": "uri"},
        "uri": {"type": "string", "format": "uri"},
    },
}
NEWS = {
    "uri": {"type": "string", "format": "uri"},
    "type": {
        "enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event"]
    },
    "profile": {"type": "string"},
    "version": {"type": "string"},
    "versionCreated": {"type": "string", "format": "date-time"},
    "language": {"type": "string"},
    "title": {"type": "string"},
    "by": {"type": "string"},
    "located": {"type": "string"},
    "edNote": {"type": "string"},
    "copyrightNotice": {"type": "string"},
    "digitalSourceType": NAMED,
    "standard": NAMED,
    "headlines": TEXTS,
    "bodies": TEXTS,
    "infoSources": {"type": "array", "items": NAMED},
}
# What ninjs 3.1 says of the properties that a digest uses; it knows no others.
NINJS = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        **NEWS,
        "associations": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "uri"],
                "additionalProperties": False,
                "properties": {**NEWS, "name": {"type": "string"}, "rel": {"type": "string"}},
            },
        },
    },
}


@pytest.mark.parametrize("made", SAMPLES)
def test_ninjs_is_valid(made: Digest) -> None:
    validator = jsonschema.Draft202012Validator(
        NINJS, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    items = written(made, ["ninjs"])["digest.ninjs.jsonl"].splitlines()
    for item in map(json.loads, items):
        validator.validate(item)
    assert len({json.loads(item)["uri"] for item in items}) == len(items)


def test_ninjs_has_an_object_per_language_that_is_tied_to_the_others() -> None:
    items = [
        json.loads(line)
        for line in written(digest(canal()), ["ninjs"])["digest.ninjs.jsonl"].splitlines()
    ]
    assert [item["language"] for item in items] == ["en", "zh", "ru"]
    english, chinese, _ = items
    assert chinese["bodies"][0]["value"].startswith("堵塞苏伊士运河六天的集装箱船“长赐号”")
    translated = [a["uri"] for a in chinese["associations"] if a["rel"] == "translationOf"]
    assert translated[0] == english["uri"]
    based = [a for a in english["associations"] if a["rel"] == "isBasedOn"]
    assert based[0]["versionCreated"] == "2021-03-29T14:40:00Z"
    assert "versionCreated" not in based[1]
    assert {item["digitalSourceType"]["uri"] for item in items} == {MACHINE_SOURCE}


def test_what_is_unsupported_never_passes_for_a_fact() -> None:
    files = written(digest(rover(), hostile()), ["jsonld", "ninjs", "tmx"])
    for name, text in files.items():
        assert "flew for nine minutes" not in text, name
        assert "九分钟" not in text, name
    graph = json.loads(files["digest.jsonld"])["@graph"]
    assert graph[-1]["headline"].startswith(UNSUPPORTED)


@pytest.mark.parametrize("name", ["jsonld", "ninjs"])
def test_what_fails_a_check_bears_a_mark(name: str) -> None:
    (text,) = written(digest(canal()), [name]).values()
    assert "\\n⚠ 恢复通航时，运河两端有4000多艘船只" in text
    assert "⚠ Когда" not in text


# Tables


def tables(made: Digest, **settings: Any) -> dict[str, list[dict[str, str]]]:
    files = written(made, ["csv"], {"csv": settings})
    return {
        name: list(
            csv.DictReader(
                io.StringIO(files[f"digest.{name}.csv"].removeprefix("\ufeff"), newline=""),
                delimiter=settings.get("delimiter", ","),
                strict=True,
            )
        )
        for name in TABLES
    }


@pytest.mark.parametrize("made", SAMPLES)
def test_tables_hold_every_sentence_passage_and_check(made: Digest) -> None:
    found = tables(made)
    sentences = [s for entry in made.entries for s in entry.sentences]
    translations = [t for s in sentences for t in s.translations.values()]
    assert len(found["entries"]) == len(made.entries)
    assert len(found["sentences"]) == len(sentences) + len(translations)
    assert len(found["evidence"]) == sum(len(s.evidence) for s in sentences)
    verdicts = [check for sentence in sentences for check in sentence.checks]
    verdicts += [check for translation in translations for check in translation.checks]
    assert len(found["checks"]) == len(verdicts)
    entries = {row["entry"] for row in found["entries"]}
    keys = {row["sentence"] for row in found["sentences"]}
    for name in ("evidence", "checks"):
        assert {row["entry"] for row in found[name]} <= entries
        assert {row["sentence"] for row in found[name]} <= keys


def test_machine_made_rows_are_labelled_and_quoted_ones_are_not() -> None:
    rows = tables(digest(canal(), rover()))["sentences"]
    labels = {(row["origin"], row["digital_source_type"]) for row in rows}
    assert labels == {
        ("title", ""),
        ("source", ""),
        ("model", MACHINE_SOURCE),
        ("translation", MACHINE_SOURCE),
    }
    assert {row["model"] for row in rows if row["language"] == "ru"} == {"example/translator-ru"}
    assert {row["supported"] for row in rows} == {"true", "false"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula(delimiter: str) -> None:
    texts = [f"{formula}{HOSTILE[0]}" for formula in FORMULAS]
    rows = tables(with_texts(texts), delimiter=delimiter)["sentences"]
    assert len(rows) == 2 * (len(texts) + 1)
    for row in rows:
        assert row["text"].startswith("'")
        assert HOSTILE[0] in row["text"]


def test_csv_for_excel_begins_with_a_mark() -> None:
    plain, marked = (
        written(digest(), ["csv"], {"csv": {"byte_order_mark": mark}})["digest.entries.csv"]
        for mark in (False, True)
    )
    assert marked == "\ufeff" + plain


@pytest.mark.parametrize("made", SAMPLES)
def test_parquet_holds_the_same_rows_with_types_and_texts_as_they_are(made: Digest) -> None:
    files = in_bytes(made, ["parquet"])
    for name, table in TABLES.items():
        read = parquet.read_table(io.BytesIO(files[f"digest.{name}.parquet"]))
        assert read.column_names == list(table.columns)
        rows = [row for entry in made.entries for row in table.rows(made, entry)]
        assert [tuple(row.values()) for row in read.to_pylist()] == rows
        assert b"example/summariser" in read.schema.metadata[b"machine_made"]


def test_parquet_without_its_package_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(FormatError, match=r"pip install 'polydigest\[parquet\]'"):
        in_bytes(digest(), ["parquet"])


# Translators' tools

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
# Which elements may stand in which, in this order (XLIFF 2.1, 4.2), as far as a digest has them.
CHILDREN = {
    "xliff": ["file"],
    "file": ["notes", "unit"],
    "notes": ["note"],
    "note": [],
    "unit": ["notes", "segment"],
    "segment": ["source", "target"],
    "source": [],
    "target": [],
}
ATTRIBUTES = {
    "xliff": {"version", "srcLang", "trgLang"},
    "file": {"id", "original"},
    "note": {"category"},
    "unit": {"id"},
    "segment": {"state"},
}
STATES = {"initial", "translated", "reviewed", "final"}


@pytest.mark.parametrize("made", SAMPLES)
@pytest.mark.parametrize("target", ["zh", "ru"])
def test_xliff_is_built_as_its_specification_says(made: Digest, target: str) -> None:
    root = etree.fromstring(in_bytes(made, ["xliff"])[f"digest.{target}.xlf"])
    assert dict(root.items()) == {"version": "2.1", "srcLang": "en", "trgLang": target}
    for element in root.iter(etree.Element):
        name = element.tag.removeprefix(XLIFF)
        order = [CHILDREN[name].index(child.tag.removeprefix(XLIFF)) for child in element]
        assert order == sorted(order)
        assert {*map(str, element.keys())} <= ATTRIBUTES.get(name, set())
        assert element.get("state", "initial") in STATES
        assert re.fullmatch("[a-zA-Z0-9_.-]*", element.get("id", ""))
    assert len(root) == len(made.entries)
    for file in root:
        ids = [unit.get("id") for unit in file.iterfind(f"{XLIFF}unit")]
        assert len(set(ids)) == len(ids)


def test_xliff_says_what_a_translator_has_to_look_at() -> None:
    root = etree.fromstring(in_bytes(digest(canal(), rover()), ["xliff"])["digest.zh.xlf"])
    units = list(root.iter(f"{XLIFF}unit"))
    states = [segment.get("state") for segment in root.iter(f"{XLIFF}segment")]
    assert "".join(str(state)[0] for state in states) == "ttittit"
    notes = [[note.text for note in unit.iter(f"{XLIFF}note")] for unit in units]
    assert notes[2] == ["numbers: expected 400, seen 4000"]
    assert notes[-2][0] == "The source does not support this sentence"
    russian = etree.fromstring(in_bytes(digest(rover()), ["xliff"])["digest.ru.xlf"])
    (missing,) = russian.findall(f".//{XLIFF}note[@category='missing']")
    assert missing.text == "Not translated"
    machine, source = (note.text or "" for note in root.findall(f"{XLIFF}file/{XLIFF}notes/*")[:2])
    assert machine == LABEL
    assert source.startswith("https://www.harbour-courier.example/world/suez-ship-afloat#:~:text=")


TMX = etree.DTD(
    io.StringIO(
        """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  creationdate CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ELEMENT seg (#PCDATA)>
<!ELEMENT body (tu*)> <!ELEMENT tu ((note | prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED creationid CDATA #IMPLIED>
"""
    )
)


@pytest.mark.parametrize("made", SAMPLES)
def test_tmx_is_valid(made: Digest) -> None:
    TMX.assertValid(etree.fromstring(in_bytes(made, ["tmx"])["digest.tmx"]))


def test_a_memory_takes_only_translations_that_pass() -> None:
    root = etree.fromstring(in_bytes(digest(canal(), rover()), ["tmx"])["digest.tmx"])
    assert [each.get("creationdate") for each in root.iter("header")] == ["20210330T061500Z"]
    languages = [
        [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in unit]
        for unit in root.iter("tu")
    ]
    assert languages == [
        ["en", "zh", "ru"],
        ["en", "zh", "ru"],
        ["en", "ru"],
        ["en", "zh", "ru"],
        ["en", "zh"],
        ["en", "zh"],
    ]
    assert (
        root.findtext(".//tuv[@creationid='machine: example/translator-zh']/seg")
        == "堵塞苏伊士运河六天的货轮重新浮起"
    )


@pytest.mark.parametrize("character", ["\x00", "\x08", "\ufffe", "]]>", "&#0;", "\u2028"])
def test_no_character_breaks_a_file(character: str) -> None:
    made = with_texts([f"before{character}after {HOSTILE[4]}"])
    for name, data in in_bytes(made, EXCHANGE).items():
        if not name.endswith(".parquet"):
            check_well_formed(name, data)
            text = data.decode()
            assert "before" in text or "entries" in name or "evidence" in name or "checks" in name


# Settings


@pytest.mark.parametrize(
    ("name", "settings", "reason"),
    [
        ("csv", {"delimiter": "|"}, "delimiter"),
        ("csv", {"delimeter": ";"}, "delimeter"),
        ("json", {"indent": 4}, "format json: it takes no settings"),
        ("docx", {}, "format docx: unknown"),
    ],
)
def test_a_wrong_setting_is_named(name: str, settings: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        in_bytes(digest(), [name], {name: settings})


def profile(folder: Path, block: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text((CONFIGS / "opus.yaml").read_text("utf-8") + block, "utf-8")
    return path


def test_a_profile_says_what_is_written(tmp_path: Path) -> None:
    assert load_profile("opus").written == ("json", "md", "html")
    mine = load_profile(str(profile(tmp_path, "formats: {json: {}, csv: {delimiter: ;}}\n")))
    assert mine.written == ("json", "csv")
    assert "digest.csv" not in written(digest(), mine.written, mine.formats)
    assert "entry;digested" in written(digest(), mine.written, mine.formats)["digest.entries.csv"]


@pytest.mark.parametrize(
    ("block", "reason"),
    [("formats: {docx: {}}", "there are json, md"), ("formats: {csv: {quote: x}}", "quote")],
)
def test_a_profile_with_a_wrong_format_is_refused(tmp_path: Path, block: str, reason: str) -> None:
    with pytest.raises(ProfileError, match=reason):
        load_profile(str(profile(tmp_path, block)))


def test_identifiers_stay() -> None:
    assert uri("1a" * 8, "zh") == "urn:uuid:b966ff61-7566-51c3-881c-612ee3790b7c"
    ids = [uri("a", "b"), uri("ab"), uri("a|b"), uri("a", "b", "")]
    assert all(first != second for first, second in pairwise(ids))
