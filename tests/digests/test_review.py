"""Decisions of persons: kept, applied, taken back, carried to later runs, put to use."""

from __future__ import annotations

import http.client
import json
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from articles.sources import read_articles
from base.database import default_url
from digests.digest import Digest, DigestSentence, Entry, read_digest
from digests.judge import Judge, make_judge
from digests.pipeline import digest_articles
from digests.profile import load_profile
from digests.render.view import plain
from digests.report import read_report
from digests.review.carry import carried
from digests.review.decisions import DECISIONS, read_decisions
from digests.review.desk import ConflictError, Desk, Request, ReviewError
from digests.review.revision import is_current, machine_entry
from digests.review.server import MAX_BODY, ReviewServer
from digests.run_folder import write_run
from digests.store import Store
from language.glossary import Glossary
from models.adapters.pairs import _lines as lines_of_pairs
from tests.browser import visit
from tests.digests.samples import HOSTILE, hostile, laid_out, report
from tests.digests.samples import digest as sample

ROOT = Path(__file__).resolve().parents[2]
HARBOUR = ROOT / "examples" / "articles" / "ever-given-harbour-courier.md"
PARIS = ROOT / "examples" / "articles" / "paris-agreement.md"
FORMATS = ("json", "md", "html", "csv", "tmx")


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Wait for no other run's models."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYDIGEST_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="module")
def judge(tiny_profile: Path) -> Judge:
    return make_judge(load_profile(str(tiny_profile)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, tiny_profile: Path) -> Path:
    out = tmp_path_factory.mktemp("review") / "outputs"
    first = digest(out, tiny_profile)
    # The untrained translator writes nothing: the cache gets what a better one would have.
    with Store(default_url(out)) as store:
        for entry in read_digest(first / "digest.json").entries:
            store.put_entry(translated(entry))
    shutil.rmtree(first)
    first.touch()  # the next run may begin in the same second, and is another one
    digest(out, tiny_profile)
    return out


def digest(out: Path, profile: Path) -> Path:
    read = read_articles([str(HARBOUR), str(PARIS)])
    done = digest_articles(read, profile=str(profile), targets=["ru"], out=out, formats=FORMATS)
    assert done.folder
    return done.folder


def translated(entry: Entry) -> Entry:
    def add(sentence: DigestSentence) -> DigestSentence:
        made = sentence.translations["ru"].model_copy(update={"text": f"Перевод {sentence.id}."})
        return sentence.model_copy(update={"translations": {"ru": made}})

    summary = tuple(map(add, entry.summary))
    return entry.model_copy(update={"headline": add(entry.headline), "summary": summary})


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """An output folder with one run of two stories."""
    return Path(shutil.copytree(made, tmp_path / "outputs", symlinks=True))


def desk_of(out: Path, judge: Judge) -> Desk:
    return Desk((out / "latest").resolve(), lambda: judge, default_url(out))


@pytest.fixture
def desk(out: Path, judge: Judge) -> Desk:
    return desk_of(out, judge)


def asked(desk: Desk, action: str, sentence: str, target: str | None = None, **more: object) -> str:
    """Decide as Ana, having seen what was decided so far; returns the id of the decision."""
    seen = more.pop("seen", None)
    entry = entry_with(desk, sentence)
    [found] = [s for s in (*entry.sentences, *entry.rejected) if s.id == sentence]
    shown = (found.translations | found.rejected).get(target) if target else found
    edited = shown.edited if shown else None
    request = {
        "editor": "Ana",
        "action": action,
        "sentence": sentence,
        "target": target,
        "seen": (edited.decisions[-1] if edited else "") if seen is None else seen,
        **more,
    }
    desk.decide(Request.model_validate(request))
    return read_decisions(desk.folder)[-1].id


def entry_with(desk: Desk, sentence: str) -> Entry:
    place = desk.place(sentence)
    assert place is not None
    return desk.entries[place]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


def test_decisions_are_shown_in_every_format_and_can_be_taken_back(
    desk: Desk, out: Path, judge: Judge
) -> None:
    before = files(desk.folder)
    original = read_digest(desk.folder / "digest.json")
    first, second = (entry.summary for entry in desk.entries)
    edited = "The Ever Given blocked the canal for six days in March 2021."
    asked(desk, "edit", first[0].id, text=edited)
    asked(desk, "reject", first[1].id)
    asked(desk, "edit", second[0].id, "ru", text="Соглашение подписали в Париже.")
    asked(desk, "accept", second[0].id, "ru")
    asked(desk, "reject", second[1].id, "ru")
    written = desk.write()
    assert {"digest.json", "digest.md", "digest.html", "digest.tmx", "run.json"} <= {*written}
    shown = read_digest(desk.folder / "digest.json")
    one, two = shown.entries
    assert one.summary[0].text == edited
    assert one.summary[0].edited
    assert one.summary[0].edited.editors == ("Ana",)
    assert one.summary[0].edited.machine
    assert one.summary[0].edited.machine.text == first[0].text
    # Its translation renders what stood there before: no format shows it as a good one.
    assert "current" in {check.name for check in one.summary[0].translations["ru"].failed}
    assert [s.id for s in one.rejected] == [first[1].id]
    vouched = two.summary[0].translations["ru"]
    assert vouched.text == "Соглашение подписали в Париже."
    assert any(check.status == "failed" for check in vouched.checks), "it is judged as any other"
    assert vouched.failed == (), "a person vouches for it"
    assert two.summary[1].translations == {}
    assert two.summary[1].rejected["ru"].text == second[1].translations["ru"].text
    markdown = (desk.folder / "digest.md").read_text("utf-8")
    assert "edited by Ana" in markdown
    assert "edited by Ana" in (desk.folder / "digest.html").read_text("utf-8")
    assert first[1].text not in markdown
    counts = read_report(desk.folder / "run.json").counts
    assert counts.sentences == sum(len(entry.sentences) for entry in shown.entries)
    assert counts.read == 2
    assert [machine_entry(entry) for entry in shown.entries] == list(original.entries)

    asked(desk, "restore", first[0].id)
    asked(desk, "restore", first[1].id)
    asked(desk, "restore", second[0].id, "ru")
    asked(desk, "restore", second[1].id, "ru")
    desk.write()
    after = files(desk.folder)
    lines = after.pop(DECISIONS).splitlines()
    assert len(lines) == 9
    assert after.pop("pairs.ru.tsv") == b""
    assert {name for name in after if after[name] != before.get(name)} <= {"run.json"}


def test_an_edit_is_judged_and_evidence_is_sought_anew(desk: Desk) -> None:
    sentence = desk.entries[0].summary[0]
    asked(desk, "edit", sentence.id, text="The ship was stuck for 77 days, the mayor of Rome said.")
    edited = desk.entries[0].summary[0]
    assert not edited.supported
    assert {check.name for check in edited.failed} & {"numbers", "names"}
    asked(desk, "accept", sentence.id)
    vouched = desk.entries[0].summary[0]
    assert vouched.supported
    assert vouched.failed == ()
    assert vouched.checks == edited.checks


def test_a_person_chooses_the_evidence(desk: Desk) -> None:
    entry = desk.entries[0]
    story = desk.story(0)
    assert story
    last = story.lead.sentences[-1]
    chosen = {"article": story.lead.id, "start": last.start}
    asked(desk, "attribute", entry.summary[0].id, passages=[chosen])
    [evidence] = desk.entries[0].summary[0].evidence
    assert evidence.text == last.text == story.lead.text[evidence.start : evidence.end]
    for wrong in ({**chosen, "start": last.start + 1}, {**chosen, "article": "0" * 16}):
        with pytest.raises(ReviewError, match="no sentence of the story"):
            asked(desk, "attribute", entry.summary[0].id, passages=[wrong])


def test_what_cannot_be_decided_is_refused_and_leaves_no_line(desk: Desk) -> None:
    headline = desk.entries[0].headline
    for action, target, more, reason in [
        ("reject", None, {}, "a story needs its headline"),
        ("edit", None, {"text": headline.text}, "its text is as before"),
        ("accept", "zh", {}, "no translation to zh"),
        ("attribute", None, {}, "no passage is chosen"),
        ("restore", None, {}, "nobody decided"),
        ("propose", "ru", {}, "no term is named"),
    ]:
        with pytest.raises(ReviewError, match=reason):
            asked(desk, action, headline.id, target, **more)
    with pytest.raises(ReviewError, match="there is none in this run"):
        desk.decide(Request(editor="Ana", action="accept", sentence="nowhere"))
    assert read_decisions(desk.folder) == []


def test_a_rerun_keeps_what_was_decided(
    desk: Desk, out: Path, judge: Judge, tiny_profile: Path
) -> None:
    first, second = desk.entries
    asked(desk, "edit", first.summary[0].id, text="The Ever Given is afloat again after six days.")
    asked(desk, "edit", first.headline.id, "ru", text="Судно снова на плаву.")
    asked(desk, "reject", second.summary[0].id)
    asked(desk, "edit", second.summary[1].id, text="This is taken back.")
    asked(desk, "restore", second.summary[1].id)
    desk.write()
    kept = files(desk.folder)

    def again() -> Digest:
        folder = digest(out, tiny_profile)
        assert folder != desk.folder
        return read_digest(folder / "digest.json")

    rerun = again()
    assert files(desk.folder) == kept
    shown = {entry.id: entry for entry in rerun.entries}
    for entry in desk.entries:
        assert shown[entry.id].sentences == entry.sentences
        assert shown[entry.id].rejected == entry.rejected
    new = desk_of(out, judge)
    assert new.folder.name == rerun.run
    assert new.unwritten == 0, "the run has the decisions that it shows"
    text = new.entries[0].summary[0]
    asked(new, "restore", text.id)
    assert new.entries[0].summary[0].text == first.summary[0].text
    assert {e.id: e for e in again().entries}[first.id].summary[0].text == first.summary[0].text


def test_a_translation_is_used_for_the_same_sentence_of_any_story(desk: Desk, out: Path) -> None:
    entry = desk.entries[0]
    text = entry.summary[0]
    asked(desk, "edit", text.id, "ru", text="Судно шесть дней перекрывало канал.")
    asked(desk, "reject", text.id)
    other = entry.model_copy(
        update={
            "id": "0" * 16,
            "articles": (entry.articles[0].model_copy(update={"id": "0" * 16}),),
        }
    )
    with Store(default_url(out)) as store:
        found = carried(other, ["ru"], store.decisions_on)
        assert [(d.action, d.target, d.entry) for d in found] == [("edit", "ru", other.id)]
        assert carried(other, ["zh"], store.decisions_on) == []
        assert len(carried(entry, ["ru"], store.decisions_on)) == 2
    assert not is_current(entry, entry, found)


def test_pairs_and_proposals_can_be_used(desk: Desk) -> None:
    headline, first, second = desk.entries[0].sentences[:3]
    asked(desk, "accept", second.id, "ru")
    asked(desk, "edit", first.id, "ru", text="Судно «Эвер Гивен» снова\tна плаву.")
    asked(desk, "accept", first.id, "ru")
    asked(desk, "reject", headline.id, "ru")
    term = {"term": "Ever Given", "rendering": "Эвер Гивен", "kind": "body"}
    asked(desk, "propose", first.id, "ru", term=term)
    pairs = [columns for _, columns in lines_of_pairs(desk.folder / "pairs.ru.tsv")]
    assert pairs == [
        [first.text, "Судно «Эвер Гивен» снова на плаву.", desk.entries[0].id],
        [second.text, second.translations["ru"].text, desk.entries[0].id],
    ]
    glossary = Glossary.load([desk.folder / "glossary.proposed.yaml"])
    [found] = glossary.terms("The Ever Given is afloat.", "ru")
    assert (found.source, found.renderings) == ("Ever Given", ("Эвер Гивен",))


def test_editors_at_once_lose_nothing(desk: Desk, out: Path, judge: Judge) -> None:
    # A second server on the same run, as another process would have it.
    other = desk_of(out, judge)
    sentences = [s for entry in desk.entries for s in entry.sentences]
    barrier = threading.Barrier(2)

    def edit(mine: Desk, name: str) -> int:
        barrier.wait()
        conflicts = 0
        for sentence in sentences:
            request = Request(
                editor=name, action="edit", sentence=sentence.id, target="ru", text=f"От {name}."
            )
            try:
                mine.decide(request)
            except ConflictError:
                conflicts += 1
        return conflicts

    with ThreadPoolExecutor() as pool:
        lost = sum(pool.map(edit, (desk, other), ("Ана", "Ben")))
    decisions = read_decisions(desk.folder)
    assert lost == len(sentences), "of two who saw the same text, the second is told"
    assert len(decisions) == len(sentences)
    assert len({d.id for d in decisions}) == len(decisions)
    for each in (desk, other):
        each.refresh()
    assert desk.entries == other.entries


def test_a_line_that_was_cut_off_costs_no_other(desk: Desk, out: Path, judge: Judge) -> None:
    entry = desk.entries[0]
    asked(desk, "accept", entry.headline.id)
    with (desk.folder / DECISIONS).open("ab") as file:
        file.write(b'{"id": "0123')
    again = desk_of(out, judge)
    asked(again, "accept", entry.summary[0].id)
    assert [d.sentence for d in read_decisions(desk.folder)] == [
        entry.headline.id,
        entry.summary[0].id,
    ]
    shown = read_digest(desk.folder / "digest.json")
    assert shown.entries[0].headline.edited, "what the files lack is written at the start"


@contextmanager
def serving(desk: Desk, editor: str) -> Iterator[ReviewServer]:
    with ReviewServer(desk, editor) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def server(desk: Desk) -> Iterator[ReviewServer]:
    with serving(desk, "Ana") as server:
        yield server


ACCEPT = {"editor": "Ana", "action": "accept"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/{token}/", {}, 200),
        ("GET", "/{token}/2", {}, 200),
        ("GET", "/{token}/3", {}, 404),
        ("GET", "/{token}/../../etc/passwd", {}, 404),
        ("GET", "/", {}, 403),
        ("GET", "/1", {}, 403),
        ("GET", "/{token}x/", {}, 403),
        ("GET", "/{token}/", {"Host": "evil.example"}, 403),
        ("GET", "/{token}/", {"Host": "127.0.0.1"}, 403),
        ("POST", "/{token}/decide", {}, 200),
        ("POST", "/decide", {}, 403),
        ("POST", "/%C3%A9/decide", {}, 403),
        ("POST", "/{token}/decide", {"Host": "evil.example:80"}, 403),
        ("POST", "/{token}/decide", {"Origin": "https://evil.example"}, 403),
        ("POST", "/{token}/decide", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "/{token}/decide", {"Content-Type": "text/plain"}, 403),
        ("POST", "/{token}/decide", {"Content-Length": str(MAX_BODY + 1)}, 413),
        ("POST", "/{token}/elsewhere", {}, 404),
        ("DELETE", "/{token}/", {}, 501),
    ],
)
def test_only_who_has_the_token_is_served(
    server: ReviewServer, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    place = urlsplit(server.url)
    sentence = server.desk.entries[0].headline.id
    body = json.dumps({**ACCEPT, "sentence": sentence}).encode() if method == "POST" else None
    connection = http.client.HTTPConnection("127.0.0.1", place.port or 0, timeout=30)
    with_token = path.replace("{token}", server.token)
    connection.putrequest(method, with_token, skip_host="Host" in headers)
    given = {"Content-Type": "application/json", "Content-Length": str(len(body or b""))}
    for name, value in {**given, **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    assert answer.status == status
    said = answer.read().decode()
    if status == 403:
        assert server.token not in said
        assert "default-src 'none'" in (answer.getheader("Content-Security-Policy") or "")
    assert len(read_decisions(server.desk.folder)) == (method == "POST" and status == 200)
    connection.close()


def unit(page: Page, sentence: str, target: str = "text") -> Locator:
    return page.locator(f"[id='u-{sentence}-{target}']")


@contextmanager
def reviewed(browser: Browser, server: ReviewServer, path: str = "1") -> Iterator[Page]:
    """Open a page of the review; nothing but the server is asked, and nothing complained of."""
    with visit(browser, server.url + path) as seen:
        yield seen.page
        assert all(url.startswith(server.url) for url in seen.requests)
        # A conflict is an answer that the browser counts among errors.
        assert [said for said in seen.complaints if "409 (Conflict)" not in said] == []


def test_an_editor_works_through_a_story(browser: Browser, server: ReviewServer) -> None:
    desk = server.desk
    first, second, third = desk.entries[0].summary
    with reviewed(browser, server, "") as page:
        page.get_by_role("link", name=desk.entries[0].headline.text).click()
        page.get_by_label("Your name").fill("Zoë 王")

        card = unit(page, first.id)
        card.get_by_role("button", name="Edit").click()
        card.get_by_label("Sentence in English").fill("Crews freed 77 ships, said Angela Merkel.")
        card.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_have_text("Kept.")
        card = unit(page, first.id)
        expect(card.locator(".decided")).to_contain_text("Edited by Zoë 王")
        expect(card.locator(".flags")).to_contain_text("Not supported by the source")
        expect(card.locator(".machine")).to_contain_text(first.text)
        expect(unit(page, first.id, "ru").locator(".flags")).to_contain_text(
            "The sentence was edited after it was translated"
        )
        card.get_by_role("button", name="Restore").click()
        expect(unit(page, first.id).locator(".text")).to_have_text(first.text)

        unit(page, second.id, "ru").get_by_role("button", name="Accept").click()
        expect(unit(page, second.id, "ru").locator(".decided")).to_contain_text("Accepted by Zoë")
        unit(page, third.id).get_by_role("button", name="Reject").click()
        expect(unit(page, third.id).locator("s")).to_have_text(third.text)

        unit(page, second.id).get_by_role("button", name="Evidence").click()
        for chosen in page.locator(".passage input:checked").all():
            chosen.uncheck()
        passage = page.locator("p .passage").last
        passage.locator("input").check()
        page.get_by_role("button", name="Save evidence").click()
        expect(page.get_by_role("status")).to_have_text("Kept.")

        card = unit(page, second.id, "ru")
        card.get_by_role("button", name="Propose a term").click()
        card.get_by_role("textbox", name="Term").fill("Ever Given")
        card.get_by_label("Rendering").fill("Эвер Гивен")
        card.get_by_role("button", name="Propose", exact=True).click()
        expect(page.get_by_role("status")).to_have_text("Proposed: Ever Given, Эвер Гивен.")

        page.get_by_role("button", name="Write the digest").click()
        expect(page.get_by_role("status")).to_contain_text("digest.html")
        expect(page.locator("#unwritten")).to_have_text("The digest is as decided.")
        said = passage.inner_text().strip()
    shown = read_digest(desk.folder / "digest.json").entries[0]
    assert [s.id for s in shown.summary] == [first.id, second.id]
    assert shown.summary[0] == first
    [evidence] = shown.summary[1].evidence
    assert evidence.text == said
    accepted = shown.summary[1].translations["ru"].edited
    assert accepted
    assert accepted.accepted
    assert {d.editor for d in read_decisions(desk.folder)} == {"Zoë 王"}


def test_who_comes_second_sees_what_the_first_decided_and_loses_no_word(
    browser: Browser, server: ReviewServer
) -> None:
    text = server.desk.entries[0].summary[0].id
    with reviewed(browser, server) as ana, reviewed(browser, server) as ben:
        for page, name, words in ((ana, "Ana", "Судно сняли."), (ben, "Ben", "Судно ушло.")):
            page.get_by_label("Your name").fill(name)
            unit(page, text, "ru").get_by_role("button", name="Edit").click()
            unit(page, text, "ru").locator("textarea").fill(words)
        for page in (ana, ben):
            unit(page, text, "ru").get_by_role("button", name="Save").click()
        expect(ben.get_by_role("status")).to_contain_text("Ana decided about it meanwhile")
        expect(unit(ben, text, "ru").locator(".text")).to_have_text("Судно сняли.")
        expect(unit(ben, text, "ru").locator("textarea")).to_have_value("Судно ушло.")
        unit(ben, text, "ru").get_by_role("button", name="Save").click()
        expect(unit(ben, text, "ru").locator(".text")).to_have_text("Судно ушло.")
        expect(unit(ben, text, "ru").locator(".decided")).to_contain_text("Ana, Ben")


@pytest.mark.parametrize("width", [390, 1280])
def test_hostile_texts_do_no_harm_and_fit_the_page(
    browser: Browser, tmp_path: Path, judge: Judge, width: int
) -> None:
    bad = sample(hostile())
    folder = write_run(tmp_path, laid_out(bad), report(bad))
    with (
        serving(Desk(folder, lambda: judge, default_url(tmp_path)), HOSTILE[0]) as server,
        visit(browser, f"{server.url}1", viewport={"width": width, "height": 800}) as seen,
    ):
        page = seen.page
        key = bad.entries[0].summary[0].id
        expect(unit(page, key).locator(".text")).to_have_text(plain(HOSTILE[1]))
        page.get_by_label("Your name").fill("<img src=//evil.example onerror=alert(1)>")
        unit(page, key, "zh").get_by_role("button", name="Edit").click()
        unit(page, key, "zh").locator("textarea").fill(HOSTILE[0])
        unit(page, key, "zh").get_by_role("button", name="Save").click()
        expect(unit(page, key, "zh").locator(".text")).to_have_text(HOSTILE[0])
        expect(unit(page, key, "zh").locator(".decided")).to_contain_text("<img src=//evil")
        assert page.title() == f"1 of 1 · Review of {bad.run}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert not page.locator("main img, main script").count()
        assert all(url.startswith(server.url) for url in seen.requests)
        assert seen.complaints == []


def test_the_page_is_accessible(browser: Browser, server: ReviewServer) -> None:
    for path in ("", "1"):
        with reviewed(browser, server, path) as page:
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:90]) for v in found] == []
